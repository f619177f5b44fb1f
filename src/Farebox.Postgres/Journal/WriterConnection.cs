using Npgsql;

namespace Farebox.Postgres.Journal;

/// <summary>A writer's own connection: opened when needed, thrown away after any doubt.</summary>
internal sealed class WriterConnection(string connectionString, TimeSpan silenceMax) : IDisposable
{
    private NpgsqlConnection? _connection;

    /// <summary>
    /// Set when the server says that it reported a commit which a standby has not confirmed: the commit may not be
    /// acknowledged (postgresql.org/docs/15, synchronous_commit). Told by the routine, because the words are in the server's language.
    /// </summary>
    public bool IsCommitInDoubt { get; private set; }

    public NpgsqlConnection Current => _connection ?? throw new InvalidOperationException("The writer has no open connection.");

    public void Open()
    {
        IsCommitInDoubt = false;
        if (_connection is not null) return;

        var connection = new NpgsqlConnection(Settings(connectionString, silenceMax));
        connection.Notice += (_, notice) => IsCommitInDoubt |= notice.Notice.Routine == "SyncRepWaitForLSN";
        try
        {
            connection.Open();
            _connection = connection;
        }
        catch
        {
            connection.Dispose();
            throw;
        }
    }

    /// <summary>Ends the transaction without effect, or the connection if that is not possible.</summary>
    public void Abandon()
    {
        if (_connection is null) return;
        try
        {
            using var rollback = new NpgsqlCommand("ROLLBACK", _connection);
            rollback.ExecuteNonQuery();
        }
        catch (Exception failure) when (failure is NpgsqlException or InvalidOperationException or IOException)
        {
            Discard();
        }
    }

    public void Discard()
    {
        var connection = _connection;
        _connection = null;
        try
        {
            connection?.Dispose();
        }
        catch (Exception failure) when (failure is NpgsqlException or InvalidOperationException or IOException)
        {
            // A connection that broke may say so once more when it is closed; there is nothing left to lose.
        }
    }

    public void Dispose() => Discard();

    /// <summary>
    /// Silence ends the connection, also at COMMIT. A driver that waits for the answer to its cancellation would then report
    /// success for what a standby does not have; a cancellation time-out below zero makes it break the connection instead, so
    /// the outcome is unknown and the batch is repeated. Plans by index only: the statements name their rows, and young
    /// statistics must not talk the planner into reading the whole journal.
    /// </summary>
    private static string Settings(string connectionString, TimeSpan silenceMax)
    {
        var settings = new NpgsqlConnectionStringBuilder(connectionString)
        {
            Pooling = false, Enlist = false, CommandTimeout = (int)silenceMax.TotalSeconds, CancellationTimeout = -1, MaxAutoPrepare = 40, AutoPrepareMinUsages = 1,
            ApplicationName = "farebox writer", IncludeErrorDetail = false,
        };
        // A Unix socket has no peer to lose, and refuses the option.
        if (settings.Host?.StartsWith('/') != true)
            (settings.TcpKeepAlive, settings.TcpKeepAliveTime, settings.TcpKeepAliveInterval) = (true, 10, 5);
        // A database or role that was set to asynchronous commit would lose what has been acknowledged.
        settings.Options = $"{settings.Options} -c synchronous_commit=on -c lock_timeout=5s -c idle_in_transaction_session_timeout=60s "
            + "-c enable_seqscan=off -c enable_hashjoin=off -c enable_mergejoin=off -c plan_cache_mode=force_generic_plan -c jit=off -c timezone=UTC";
        return settings.ConnectionString;
    }
}
