using Npgsql;

namespace Farebox.Postgres.Journal;

/// <summary>What a failed transaction may have done.</summary>
internal enum Fault
{
    /// <summary>Nothing is known: the connection broke or the server is going down. Repeat with look-ups; the identities will tell.</summary>
    Unknown,

    /// <summary>Rolled back for a passing reason: a lock, a deadlock, a full disk. Repeat.</summary>
    Passing,

    /// <summary>Rolled back because a book or an identity was not as memory had it: another node was there. Repeat with look-ups.</summary>
    Stale,

    /// <summary>Refused by the database: repeating it whole would fail again. Find the command that is to blame.</summary>
    Refused,
}

/// <summary>Tells faults apart by what the server said, never by <c>IsTransient</c>, which is true before and after a commit alike.</summary>
internal static class Faults
{
    public static Fault Classify(Exception failure) => failure switch
    {
        StaleMemoryException => Fault.Stale,

        // The session has ended, or the whole server: what it was doing may have been a COMMIT that is on disk.
        PostgresException { InvariantSeverity: "FATAL" or "PANIC" } => Fault.Unknown,
        PostgresException refused => Classify(refused.SqlState),
        NpgsqlException or IOException or ObjectDisposedException or System.Net.Sockets.SocketException or TimeoutException => Fault.Unknown,
        OperationCanceledException => Fault.Unknown,
        _ => Fault.Refused,
    };

    /// <summary>Whether another node was at work on the same books, so that it is better to look for a while before deciding.</summary>
    public static bool IsRival(Exception failure) => failure is PostgresException { SqlState: not "FB002" };

    private static Fault Classify(string state) => state switch
    {
        "57P01" or "57P02" or "57P03" or "57P05" => Fault.Unknown,
        "25P03" or "25P04" => Fault.Unknown,

        // The server has become a standby, or cannot say how COMMIT ended: another connection will tell.
        "25006" or "40003" => Fault.Unknown,
        "40001" or "40P01" or "55P03" or "57014" or "58030" => Fault.Passing,
        "FB001" or "FB002" or "23505" => Fault.Stale,
        ['0', '8', ..] => Fault.Unknown,
        ['5', '3', ..] => Fault.Passing,
        _ => Fault.Refused,
    };
}

/// <summary>A decision needs the journal as it is, not as memory has it with a batch still on its way.</summary>
internal sealed class StaleMemoryException : Exception
{
    public StaleMemoryException()
        : base("The batch must be decided under its locks.")
    {
    }
}
