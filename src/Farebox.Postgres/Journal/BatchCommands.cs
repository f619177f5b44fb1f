using Npgsql;

namespace Farebox.Postgres.Journal;

/// <summary>Builds statements: parameters by position, as values or as columns of rows.</summary>
internal static class BatchCommands
{
    /// <summary>Adds a statement without parameters yet.</summary>
    public static NpgsqlBatchCommand Add(this ICollection<NpgsqlBatchCommand> commands, string sql)
    {
        var command = new NpgsqlBatchCommand(sql);
        commands.Add(command);
        return command;
    }

    /// <summary>Adds the next positional parameter.</summary>
    public static NpgsqlBatchCommand With<T>(this NpgsqlBatchCommand command, T value)
    {
        command.Parameters.Add(new NpgsqlParameter<T> { TypedValue = value });
        return command;
    }

    /// <summary>Adds the next positional parameter: one column of the rows, as an array.</summary>
    public static NpgsqlBatchCommand Take<TRow, T>(this NpgsqlBatchCommand command, List<TRow> rows, Func<TRow, T> column)
    {
        var values = new T[rows.Count];
        for (var i = 0; i < values.Length; i++) values[i] = column(rows[i]);
        return command.With(values);
    }

    /// <summary>Runs a statement to its end, the end of its transaction included where it is one of its own.</summary>
    /// <remarks>
    /// Always one at a time: of a synchronous batch, Npgsql sends what follows the first statement from the thread pool, which
    /// costs a round trip more switches between threads than it saves.
    /// </remarks>
    public static void Run(this NpgsqlConnection connection, NpgsqlBatchCommand command)
    {
        using var batch = new NpgsqlBatch(connection);
        batch.BatchCommands.Add(command);
        batch.ExecuteNonQuery();
    }

    /// <inheritdoc cref="Run(NpgsqlConnection, NpgsqlBatchCommand)"/>
    public static void Run(this NpgsqlConnection connection, string sql) => connection.Run(new NpgsqlBatchCommand(sql));

    /// <summary>Runs a query, to be read to its end before the next statement.</summary>
    public static NpgsqlDataReader Query(this NpgsqlConnection connection, NpgsqlBatchCommand command)
    {
        using var batch = new NpgsqlBatch(connection);
        batch.BatchCommands.Add(command);
        return batch.ExecuteReader();
    }
}
