namespace Farebox.Client;

/// <summary>A seller with books of its own.</summary>
public sealed record Tenant
{
    public required string Id { get; init; }

    public bool? Sandbox { get; init; }

    public int? RequestsPerSecond { get; init; }

    public int? EventsPerSecond { get; init; }

    /// <summary>Only in the answer that made the tenant: its first key.</summary>
    public ApiKey? Key { get; init; }
}

/// <summary>What all keys of a tenant together may ask for in a second; what is absent is not limited.</summary>
public sealed record TenantLimits(bool? Sandbox, int? RequestsPerSecond, int? EventsPerSecond);

internal sealed record TenantList(IReadOnlyList<Tenant> Tenants);
