namespace Farebox.Postgres.Migrations;

/// <summary>The database cannot be brought to this program's schema as it is. The message says what a person does about it.</summary>
public sealed class MigrationException(string message, Exception? inner = null) : Exception(message, inner);
