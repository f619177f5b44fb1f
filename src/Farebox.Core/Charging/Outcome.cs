using Farebox.Ledger;

namespace Farebox.Charging;

/// <summary>What came of a command. The cases are the records of this file.</summary>
public abstract record Outcome
{
    private protected Outcome() { }
}

/// <summary>The command is an entry of the journal, now or since an earlier time.</summary>
/// <param name="Entry">The entry. For a repetition it is read back without its transfers.</param>
/// <param name="IsRepeated">Whether it had been decided before; the answer is the one given then.</param>
public sealed record Decided(Entry Entry, bool IsRepeated) : Outcome;

/// <summary>The command cannot be decided as it stands. Nothing is kept, so the same identity may be used again.</summary>
/// <param name="Code">A registered problem code.</param>
/// <param name="Detail">In words, with what to do.</param>
public sealed record Rejected(string Code, string Detail) : Outcome;

/// <summary>It cannot be said yet whether the command took effect. The same identity will tell.</summary>
public sealed record Unknown : Outcome;

/// <summary>The command itself made the journal fail; its neighbours were not hurt, and nothing of it was kept.</summary>
public sealed record Failed(string Reason) : Outcome;

/// <summary>What was read off a book.</summary>
public sealed record Inspected(object Result) : Outcome;

/// <summary>The book is up to date: what was due is posted.</summary>
public sealed record Touched : Outcome;
