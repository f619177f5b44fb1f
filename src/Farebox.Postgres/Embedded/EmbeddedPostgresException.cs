namespace Farebox.Postgres.Embedded;

/// <summary>The private server cannot run on this machine as it is. The message says what a person does about it.</summary>
public sealed class EmbeddedPostgresException(string message, Exception? inner = null) : Exception(message, inner);
