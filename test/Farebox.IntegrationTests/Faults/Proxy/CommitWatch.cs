namespace Farebox.IntegrationTests.Faults.Proxy;

/// <summary>Finds the COMMIT among a client's messages: as a simple query, or as the execution of a statement prepared under some name.</summary>
/// <remarks>Statements, not text: <c>READ COMMITTED</c> contains the word too.</remarks>
internal sealed class CommitWatch
{
    private readonly HashSet<string> _statements = [];
    private readonly HashSet<string> _portals = [];

    /// <summary>Whether this message makes the server commit.</summary>
    public bool IsCommit(WireMessage message)
    {
        switch (message.Type)
        {
            case 'Q':
                return IsCommit(message.Texts(1)[0]);
            case 'P' when message.Texts(2) is [var name, var sql]:
                Remember(_statements, name, IsCommit(sql));
                return false;
            case 'B' when message.Texts(2) is [var portal, var statement]:
                Remember(_portals, portal, _statements.Contains(statement));
                return false;
            case 'E':
                return _portals.Contains(message.Texts(1)[0]);
            default:
                return false;
        }
    }

    private static bool IsCommit(string sql) => sql.Trim().TrimEnd(';').Equals("COMMIT", StringComparison.OrdinalIgnoreCase);

    private static void Remember(HashSet<string> names, string name, bool isCommit)
    {
        if (isCommit) names.Add(name);
        else names.Remove(name);
    }
}
