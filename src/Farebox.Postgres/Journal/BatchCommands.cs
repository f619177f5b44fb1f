using Npgsql;

namespace Farebox.Postgres.Journal;

/// <summary>Builds a pipelined batch: statements by their text, parameters as columns of rows.</summary>
internal static class BatchCommands
{
    /// <summary>Adds a statement without parameters yet.</summary>
    public static NpgsqlBatchCommand Add(this ICollection<NpgsqlBatchCommand> commands, string sql)
    {
        var command = new NpgsqlBatchCommand(sql);
        commands.Add(command);
        return command;
    }

    /// <summary>Adds a statement without parameters yet.</summary>
    public static NpgsqlBatchCommand Add(this NpgsqlBatch batch, string sql) => batch.BatchCommands.Add(sql);

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
}
