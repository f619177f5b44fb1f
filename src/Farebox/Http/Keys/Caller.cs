namespace Farebox.Http.Keys;

/// <summary>Who a key belongs to. Only the key decides; no header names a tenant.</summary>
internal sealed record Caller(int TenantId, bool IsSandbox)
{
    /// <summary>The caller of a route that asks for no key.</summary>
    public static Caller Nobody { get; } = new(0, false);
}
