namespace Farebox.Ledger;

/// <summary>
/// What became of grants besides being used, added up by day: issued, expired, taken back, moved. With the roll-up, which has
/// what was spent, it says what every grant held at the end of any day.
/// </summary>
/// <remarks>A book keeps only what has come since its last checkpoint; storage adds that to the lines it has.</remarks>
public sealed class GrantMoves
{
    private readonly Dictionary<GrantMoveKey, Int128> _lines = [];

    /// <summary>The lines, in no order; units in smallest units of the grant's asset.</summary>
    public IReadOnlyDictionary<GrantMoveKey, Int128> Lines => _lines;

    /// <summary>Forgets all lines.</summary>
    public void Clear() => _lines.Clear();

    /// <summary>Adds what a transfer means for grants. Use, holds and debts are not moves of this kind and add nothing.</summary>
    internal void Add(Entry entry, in Transfer transfer)
    {
        var (from, to) = (transfer.From, transfer.To);
        if (from.Kind == AccountKind.Wallet && to.Kind is AccountKind.Held or AccountKind.Spent or AccountKind.Debt) return;
        if (from.Kind == AccountKind.Held && to.Kind is AccountKind.Wallet or AccountKind.Spent) return;

        if (from.Kind is AccountKind.Wallet or AccountKind.Exchange && to.Kind is AccountKind.Wallet or AccountKind.Exchange)
        {
            Add(entry, from, GrantMoveKind.MovedOut, transfer.Units);
            Add(entry, to, GrantMoveKind.MovedIn, transfer.Units);
        }
        else if (from.Kind == AccountKind.Issued)
        {
            Add(entry, to, GrantMoveKind.Issued, transfer.Units);
        }
        else if (to.Kind is AccountKind.Expired or AccountKind.Revoked)
        {
            Add(entry, from, to.Kind == AccountKind.Expired ? GrantMoveKind.Expired : GrantMoveKind.Revoked, transfer.Units);
        }
    }

    private void Add(Entry entry, LedgerAccount account, GrantMoveKind kind, long units)
    {
        if (account.Grant is not { } grant) return;

        var key = new GrantMoveKey(RollUp.SettledOn(entry), grant.Terms.Id, kind);
        _lines[key] = _lines.GetValueOrDefault(key) + units;
    }
}

/// <summary>A day in UTC, a grant, and what happened to its units.</summary>
public readonly record struct GrantMoveKey(DateOnly Day, string Grant, GrantMoveKind Kind);

/// <summary>What can happen to the units of a grant besides being used.</summary>
public enum GrantMoveKind
{
    /// <summary>They came into being.</summary>
    Issued,

    /// <summary>They were not used in time.</summary>
    Expired,

    /// <summary>They came from another grant, or were received for units of another asset.</summary>
    MovedIn,

    /// <summary>They went to another grant, or were given for units of another asset.</summary>
    MovedOut,

    /// <summary>They were taken back, as if they had never been granted.</summary>
    Revoked,
}
