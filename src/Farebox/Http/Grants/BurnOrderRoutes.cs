using System.Text.Json;
using Farebox.Charging;
using Farebox.Http.Accounts;
using Farebox.Http.Edge;
using Farebox.Ledger;
using Farebox.Ledger.BurnOrders;
using Farebox.Postgres.Configuration;
using Farebox.Postgres.Tenants;

namespace Farebox.Http.Grants;

/// <summary>The order an account's credit of an asset burns in: a preset, or keys of one's own.</summary>
internal sealed class BurnOrderRoutes(JournalGate journal, CatalogCache catalogs)
{
    private static readonly string[] Presets = [.. BurnOrderPreset.All.Select(preset => preset.Name)];
    private static readonly int SourcesMax = GrantSources.All.Count;

    public IEnumerable<ApiRoute> Routes => [new("POST", "/v1/accounts/{account}/burn-orders", SetAsync) { Scope = KeyScopes.Admin }];

    private async ValueTask<Answer> SetAsync(Call call)
    {
        var body = await call.ReadBodyAsync();
        var (key, unusable) = IdempotencyKey.Required(call.Request);
        if (unusable is not null) return body.Readable() ?? unusable;

        var asset = await catalogs.FindAssetAsync(call, body, "asset");
        var order = Read(body);
        if (body.Done() is { } refusal) return refusal;

        var account = call.Id(0);
        var command = new SetBurnOrder(call.Caller.TenantId, account, key, asset!, order) { Actor = call.Actor };
        return await journal.DecideAsync(command, decided => JsonAnswer.Made(decided, (account, (BurnOrderSet)decided.Entry.Body), Write));
    }

    private static BurnOrder Read(BodyReader body)
    {
        if (body.Has("preset") == body.Has("keys")) body.Fault("preset", ProblemCodes.InvalidRule, "A burn order is a preset, or keys of one's own.");
        if (body.OptionalWord("preset", Presets) is { } preset) return BurnOrderPreset.Find(preset)!.Order;

        return new(BurnOrder.OwnName, [.. body.Objects("keys", isRequired: false, BurnOrder.KeysMax).Select(KeyOf)]);
    }

    private static BurnKey KeyOf(BodyReader body)
    {
        var by = (BurnBy)Words.IndexOf(BurnKey.AllWords, body.RequiredWord("by", BurnKey.AllWords));
        var isDescending = body.OptionalBoolean("descending", otherwise: false);
        var sources = body.Strings("sources", Rules.Name, SourcesMax);
        if ((by == BurnBy.Source) == sources.IsEmpty) body.Fault("sources", ProblemCodes.InvalidRule, "The key source lists the sources that burn first; no other key lists any.");
        return new(by, isDescending) { Sources = [.. sources.Select(name => SourceOf(body, name))] };
    }

    private static GrantSource SourceOf(BodyReader body, string name)
    {
        if (GrantSources.TryParse(name, out var source)) return source;

        body.Fault("sources", ProblemCodes.InvalidValue, $"A source is one of {string.Join(", ", GrantSources.All)}.");
        return default;
    }

    private static void Write(Utf8JsonWriter json, (string Account, BurnOrderSet Set) done)
    {
        json.WriteStartObject();
        json.WriteString("account", done.Account);
        json.WriteString("asset", done.Set.Asset.Code);
        json.WriteString("name", done.Set.Order.Name);
        json.WriteStartArray("keys");
        foreach (var key in done.Set.Order.Keys) WriteKey(json, key);
        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static void WriteKey(Utf8JsonWriter json, BurnKey key)
    {
        json.WriteStartObject();
        json.WriteString("by", key.Word);
        if (key.IsDescending) json.WriteBoolean("descending", true);
        if (key.Sources.Length > 0)
        {
            json.WriteStartArray("sources");
            foreach (var source in key.Sources) json.WriteStringValue(source.Name());
            json.WriteEndArray();
        }

        json.WriteEndObject();
    }
}
