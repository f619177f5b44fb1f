using Farebox.Http.Edge;
using Farebox.Postgres.Tenants;

namespace Farebox.Http.Keys;

/// <summary>Whether a key may use a route. The scope stands beside the route; one that was forgotten is for administrators alone.</summary>
internal static class RouteScope
{
    private static readonly Problem NotThere = new(ProblemCodes.NotFound);

    /// <summary>One answer per set of scopes, made once: refusing must not cost more than serving.</summary>
    private static readonly Problem[] Refusals =
        [.. Enumerable.Range(0, (int)KeyScopeNames.All + 1).Select(scopes => new Problem(ProblemCodes.ForbiddenScope, Detail((KeyScopes)scopes)))];

    /// <summary>Nothing when the key has one of the scopes of the route.</summary>
    public static Problem? Check(ApiRoute route, Caller caller)
    {
        var needed = route.Scope ?? KeyScopes.Admin;
        if ((caller.Scopes & needed) != KeyScopes.None) return null;

        // What belongs to the operator is not there for a tenant.
        return needed == KeyScopes.Operator ? NotThere : Refusals[(int)needed];
    }

    private static string Detail(KeyScopes scopes) => $"This needs a key with the scope {string.Join(" or ", scopes.Names())}.";
}
