namespace Farebox.Postgres.Tenants;

/// <summary>How much may be asked in a second, on each server. Absent means as much as there is.</summary>
public readonly record struct RateLimits(int? RequestsPerSecond, int? EventsPerSecond);
