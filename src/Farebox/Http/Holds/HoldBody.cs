using Farebox.Charging;
using Farebox.Http.Accounts;
using Farebox.Http.Edge;
using Farebox.Http.Quotes;
using Farebox.Ledger;
using Farebox.Postgres.Configuration;

namespace Farebox.Http.Holds;

/// <summary>Reads the body that asks for a hold: a bare amount, data for a meter whose price is held, or a quote.</summary>
internal sealed class HoldBody(BodyReader body, Call call, string? key)
{
    private const int SecondsDefault = 3600;
    public const int SecondsMax = HoldTerms.SecondsMax;

    /// <returns>Nothing when the body has faults, or the hold no identity.</returns>
    public async ValueTask<AuthoriseHold?> ReadAsync(CatalogCache catalogs)
    {
        var id = body.OptionalString("id", Rules.Id);
        var member = body.OptionalString("member", Rules.Id);
        var seconds = body.OptionalInteger("ttl_seconds", 1, SecondsMax, ProblemCodes.InvalidTtl) ?? SecondsDefault;
        var timeToLive = TimeSpan.FromSeconds(seconds);
        if (body.Has("quote")) return ReadQuote(NameOf(id), member, timeToLive);
        return body.Has("data")
            ? ReadData(NameOf(id), member, timeToLive)
            : await ReadAmountAsync(NameOf(id), member, timeToLive, catalogs);
    }

    private async ValueTask<AuthoriseHold?> ReadAmountAsync(HoldName? name, string? member, TimeSpan timeToLive, CatalogCache catalogs)
    {
        var asset = await catalogs.FindAssetAsync(call, body, "asset");
        var units = body.RequiredUnits("amount", asset);
        var meter = body.OptionalString("meter", Rules.Id);
        var model = body.OptionalString("model", Rules.Name);
        if (body.HasFaults || name is not { } identity) return null;
        return AuthoriseHold.OfAmount(identity, asset!, units, meter, model, member, timeToLive);
    }

    private AuthoriseHold? ReadData(HoldName? name, string? member, TimeSpan timeToLive)
    {
        var meter = body.RequiredString("meter", Rules.Id);
        var data = EstimateData.Read(body);
        if (body.HasFaults || name is not { } identity || data is null) return null;
        return AuthoriseHold.OfData(identity, meter, data.Data, data.Content16, member, timeToLive);
    }

    private AuthoriseHold? ReadQuote(HoldName? name, string? member, TimeSpan timeToLive)
    {
        var quote = body.RequiredString("quote", Rules.Quote);
        if (body.HasFaults || name is not { } identity) return null;
        if (QuoteToken.Read(quote, call.Caller.TenantId, call.Id(0)) is { } terms) return AuthoriseHold.OfQuote(identity, terms, quote, member, timeToLive);

        body.Fault("quote", ProblemCodes.QuoteInvalid, "Send the quote as it came, to the account it was made for.");
        return null;
    }

    private HoldName? NameOf(string? id)
    {
        var (tenant, account) = (call.Caller.TenantId, call.Id(0));
        if (id is not null) return HoldName.ById(tenant, account, id);
        return key is null ? null : HoldName.ByKey(tenant, account, key);
    }
}
