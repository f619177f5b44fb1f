namespace Farebox.Postgres.Tenants;

/// <summary>What a key may do. None of them contains another: a key has every scope that it needs.</summary>
[Flags]
public enum KeyScopes
{
    None = 0,

    /// <summary>Reports usage, and asks for, captures and releases holds.</summary>
    Ingest = 1,

    /// <summary>Reads balances, entries, prices and reports, and asks for quotes.</summary>
    Read = 2,

    /// <summary>Configures, opens accounts, grants credit, sets limits, and makes and revokes keys of its tenant.</summary>
    Admin = 4,

    /// <summary>Makes tenants. Belongs to whoever runs the server, and is never given through the API.</summary>
    Operator = 8,
}

/// <summary>The scopes as words.</summary>
public static class KeyScopeNames
{
    private static readonly (KeyScopes Scope, string Name)[] Words =
        [(KeyScopes.Ingest, "ingest"), (KeyScopes.Read, "read"), (KeyScopes.Admin, "admin"), (KeyScopes.Operator, "operator")];

    /// <summary>What a tenant may give to its keys.</summary>
    public const KeyScopes OfTenant = KeyScopes.Ingest | KeyScopes.Read | KeyScopes.Admin;

    /// <summary>Everything there is.</summary>
    public const KeyScopes All = OfTenant | KeyScopes.Operator;

    /// <summary>The words, in the order of the scopes.</summary>
    public static string[] Names(this KeyScopes scopes) => [.. Words.Where(word => scopes.HasFlag(word.Scope)).Select(word => word.Name)];

    /// <summary>The scopes of words that may be in any order; nothing when one of them is no scope.</summary>
    public static KeyScopes? Parse(IEnumerable<string> names)
    {
        var scopes = KeyScopes.None;
        foreach (var name in names)
        {
            var found = Array.Find(Words, word => word.Name == name).Scope;
            if (found == KeyScopes.None) return null;
            scopes |= found;
        }

        return scopes;
    }
}
