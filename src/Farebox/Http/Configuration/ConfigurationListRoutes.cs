using Farebox.Http.Edge;
using Farebox.Postgres.Configuration;
using Farebox.Postgres.Tenants;
using System.Globalization;

namespace Farebox.Http.Configuration;

/// <summary>Lists what is counted, how, and at what price, in the order it was made.</summary>
internal sealed class ConfigurationListRoutes(ConfigListing listing)
{
    public IEnumerable<ApiRoute> Routes =>
    [
        new("GET", "/v1/assets", call => GetAsync(call, "assets", "asset")) { Scope = KeyScopes.Read, Parameters = ListPage.Parameters },
        new("GET", "/v1/meters", call => GetAsync(call, "meters", "meter")) { Scope = KeyScopes.Read, Parameters = ListPage.Parameters },
        new("GET", "/v1/cards", call => GetAsync(call, "cards", "card")) { Scope = KeyScopes.Read, Parameters = ListPage.Parameters },
    ];

    private async ValueTask<Answer> GetAsync(Call call, string list, string kind)
    {
        if (ListPage.Read(call, list, "", out var page) is { } refusal) return refusal;

        var after = 0L;
        if (page.After.Length > 0 && !long.TryParse(page.After, NumberStyles.None, CultureInfo.InvariantCulture, out after)) return new Problem(ProblemCodes.InvalidCursor);

        var items = await listing.ReadAsync(call.Caller.TenantId, kind, after, page.ReadCount, call.Gone);
        return page.Of(items, item => item.Seq.ToString(CultureInfo.InvariantCulture), static (json, item) => json.WriteRawValue(item.Body, skipInputValidation: true));
    }
}
