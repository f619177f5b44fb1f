namespace Farebox.IntegrationTests.Faults.Proxy;

/// <summary>Tells what a client's message makes the server do: a simple query, or the execution of a statement prepared under some name.</summary>
internal sealed class StatementWatch
{
    private readonly Dictionary<string, string> _statements = [];
    private readonly Dictionary<string, string> _portals = [];

    private bool _isInTransaction;

    /// <summary>Whether the statement makes something durable: <c>COMMIT</c>, or a whole batch in a call that is a transaction of its own.</summary>
    public bool Commits(string? sql)
    {
        if (sql is null) return false;
        if (sql.StartsWith("BEGIN", StringComparison.Ordinal)) _isInTransaction = true;
        if (sql is not ("COMMIT" or "ROLLBACK")) return !_isInTransaction && sql.StartsWith("SELECT journal_", StringComparison.Ordinal);

        _isInTransaction = false;
        return sql == "COMMIT";
    }

    /// <returns>The statement that this message executes, if it does.</returns>
    public string? Executed(WireMessage message)
    {
        switch (message.Type)
        {
            case 'Q':
                return message.Texts(1)[0];
            case 'P' when message.Texts(2) is [var name, var sql]:
                _statements[name] = sql;
                return null;
            case 'B' when message.Texts(2) is [var portal, var statement]:
                _portals[portal] = _statements.GetValueOrDefault(statement, "");
                return null;
            case 'E':
                return _portals.GetValueOrDefault(message.Texts(1)[0]);
            default:
                return null;
        }
    }
}
