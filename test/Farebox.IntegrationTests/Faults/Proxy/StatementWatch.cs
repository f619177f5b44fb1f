namespace Farebox.IntegrationTests.Faults.Proxy;

/// <summary>Tells what a client's message makes the server do: a simple query, or the execution of a statement prepared under some name.</summary>
internal sealed class StatementWatch
{
    private readonly Dictionary<string, string> _statements = [];
    private readonly Dictionary<string, string> _portals = [];

    /// <summary>Whole statements, not words: <c>READ COMMITTED</c> contains the word too.</summary>
    public static bool IsCommit(string? sql) => sql?.Trim().TrimEnd(';').Equals("COMMIT", StringComparison.OrdinalIgnoreCase) == true;

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
