namespace Farebox.Ledger;

/// <summary>The names of <see cref="MoveReason"/>.</summary>
public static class MoveReasons
{
    private static readonly string[] Names = ["extension", "reallocation", "loan"];

    /// <summary>The names in the order of <see cref="MoveReason"/>.</summary>
    public static IReadOnlyList<string> All => Names;

    /// <summary>The name on the wire and in the journal.</summary>
    public static string Name(this MoveReason reason) => Names[(int)reason];

    /// <summary>Reads a name; ordinal, no aliases.</summary>
    public static bool TryParse(string name, out MoveReason reason)
    {
        var index = Array.IndexOf(Names, name);
        reason = (MoveReason)Math.Max(index, 0);
        return index >= 0;
    }
}
