using Farebox.Http.Limits;
using Farebox.Postgres.Tenants;

namespace Farebox.Http.Keys;

/// <summary>Who a key belongs to, and what it may do. Only the key decides; no header names a tenant.</summary>
internal sealed record Caller(int TenantId, bool IsSandbox, string KeyId, KeyScopes Scopes)
{
    /// <summary>The caller of a route that asks for no key.</summary>
    public static Caller Nobody { get; } = new(0, false, "", KeyScopes.None);

    /// <summary>What the key may ask for in a second; nothing when it is not limited.</summary>
    public CallerRate? Rate { get; init; }

    /// <summary>The keys that exist for this caller: nobody sees or touches a key that may do what only the operator may.</summary>
    public KeyScopes Reach => Scopes.HasFlag(KeyScopes.Operator) ? KeyScopeNames.All : KeyScopeNames.OfTenant;
}
