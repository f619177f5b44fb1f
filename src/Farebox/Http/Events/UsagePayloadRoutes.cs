using Farebox.Http.Edge;
using Farebox.Metering.Payloads;
using Farebox.Postgres.Tenants;

namespace Farebox.Http.Events;

/// <summary>Shows what a vendor's usage object is read as, before anybody is charged by it. Reads and writes nothing.</summary>
internal static class UsagePayloadRoutes
{
    private static readonly string[] Formats = [UsageFormats.Auto, .. UsageFormats.Names];

    public static IEnumerable<ApiRoute> Routes => [new("POST", "/v1/usage/normalize", NormalizeAsync) { Scope = KeyScopes.Read }];

    private static async ValueTask<Answer> NormalizeAsync(Call call)
    {
        var body = await call.ReadBodyAsync("usage");
        var format = body.OptionalWord("format", Formats) ?? UsageFormats.Auto;
        var usage = body.Raw("usage", isRequired: true);
        if (body.Done() is { } refusal) return refusal;

        _ = UsageFormats.TryParse(format, out var given);
        var parse = UsageNormalizer.Read(usage!.Value, given);
        return parse.Reading is { } reading
            ? JsonAnswer.Ok(reading, UsagePayloadJson.Write)
            : new Problem(ProblemCodes.Of(parse.Code!), parse.Detail);
    }
}
