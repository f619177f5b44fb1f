namespace Farebox.Postgres.Backup;

/// <summary>A database to take a backup of, or to restore one to.</summary>
/// <param name="ConnectionString">As a role that sees every row of every tenant.</param>
/// <param name="OwnerConnectionString">As the owner of the tables.</param>
/// <param name="BinDirectory">Where PostgreSQL's programs for it are; null looks for them.</param>
public sealed record BackupPlace(string ConnectionString, string OwnerConnectionString, string? BinDirectory);
