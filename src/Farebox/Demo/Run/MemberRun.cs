using Farebox.Demo.Plan;

namespace Farebox.Demo.Run;

/// <summary>What one member's requests were answered, in file order.</summary>
internal sealed record MemberRun(Person Person)
{
    public int Recorded { get; private set; }

    /// <summary>Events that an earlier run had already sent, answered as they were then.</summary>
    public int Duplicates { get; private set; }

    /// <summary>What the answers to the events say was debited, whether now or in an earlier run.</summary>
    public decimal Debited { get; private set; }

    public List<RefusedHold> Refused { get; } = [];

    public void AddRecorded(decimal debited) => (Recorded, Debited) = (Recorded + 1, Debited + debited);

    public void AddDuplicate(decimal debited) => (Duplicates, Debited) = (Duplicates + 1, Debited + debited);
}

/// <summary>A request that was not made, because its hold was refused.</summary>
internal sealed record RefusedHold(int Row, string Code, string? Detail);
