namespace Farebox.Postgres.Migrations;

/// <summary>A newer Farebox has migrated this database; an older one could not keep its rules, so it does not start.</summary>
public sealed class SchemaTooNewException(string message) : Exception(message);
