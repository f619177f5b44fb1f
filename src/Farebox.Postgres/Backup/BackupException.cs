namespace Farebox.Postgres.Backup;

/// <summary>A backup cannot be made or restored as things are. The message says what a person does about it.</summary>
public sealed class BackupException(string message, Exception? inner = null) : Exception(message, inner);
