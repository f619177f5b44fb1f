using Farebox.Http.Edge;
using Farebox.Postgres.Configuration;
using Farebox.Postgres.Tenants;

namespace Farebox.Http.Configuration;

/// <summary>Creating what is counted, how, and at what price.</summary>
internal sealed class ConfigurationRoutes(ConfigStore store, CatalogCache catalogs)
{
    public IEnumerable<ApiRoute> Routes =>
    [
        new("POST", "/v1/assets", call => CreateAsync(call, AssetBody.Read)) { Scope = KeyScopes.Admin },
        new("POST", "/v1/meters", call => CreateAsync(call, MeterBody.Read)) { Scope = KeyScopes.Admin },
        new("POST", "/v1/cards", call => CreateAsync(call, CardBody.Read, CardBody.BytesMax)) { Scope = KeyScopes.Admin },
    ];

    // The id in the body is the identity, so repeating the request is safe without a key of its own.
    private async ValueTask<Answer> CreateAsync(Call call, Func<BodyReader, ConfigItem?> read, int bytesMax = Call.BodyBytesMax)
    {
        var body = await call.ReadBodyAsync(bytesMax);
        var item = read(body);
        if (body.Done() is { } refusal) return refusal;

        var tenant = call.Caller.TenantId;
        return await store.AddAsync(tenant, item!, catalogs.Newest(tenant), call.Actor, call.Gone) switch
        {
            ConfigOutcome.Created(var json) => new RawJsonAnswer(201, json),
            ConfigOutcome.Existing(var json) => new RawJsonAnswer(200, json),
            ConfigOutcome.Taken => new Problem(ProblemCodes.AlreadyExists, $"Another {item!.Kind} has the id {item.Id}."),
            ConfigOutcome.Refused(var why) => new Problem(ProblemCodes.Of(why.Code), why.Detail),
            var outcome => throw new InvalidOperationException($"No answer is defined for {outcome}."),
        };
    }
}
