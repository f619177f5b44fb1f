namespace Farebox.Postgres.Configuration;

/// <summary>The clock of a tenant: the database's own, or in a sandbox one that stands still or runs ahead of it.</summary>
/// <param name="Now">What it shows.</param>
/// <param name="IsFrozen">Whether it stands still.</param>
/// <param name="OffsetSeconds">How far it runs ahead when it does not.</param>
public sealed record TenantClock(DateTimeOffset Now, bool IsFrozen, long OffsetSeconds);
