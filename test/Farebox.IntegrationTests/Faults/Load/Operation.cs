using Farebox.Charging;

namespace Farebox.IntegrationTests.Faults.Load;

internal enum OperationKind
{
    Grant,
    Event,
    StrictEvent,
    Hold,
    Capture,
    Release,
}

/// <summary>What a client asks for.</summary>
/// <param name="Intent">What the client wants done once; a retry is of the same intent.</param>
/// <param name="Kind">What kind of thing it is.</param>
/// <param name="Account">Whose book it is on.</param>
/// <param name="Id">Its own identity: the event's id, the hold's or grant's id, or the idempotency key.</param>
/// <param name="Units">How much, in smallest units.</param>
/// <param name="Hold">The hold it is about, or is captured from.</param>
/// <param name="Final">Whether it settles the hold.</param>
/// <param name="IsConflict">Whether it repeats an identity with another body, and so must be turned away.</param>
internal sealed record Operation(
    long Intent, OperationKind Kind, string Account, string Id, long Units, string? Hold = null, bool Final = false, bool IsConflict = false)
{
    /// <summary>The identity it has in the journal of a tenant.</summary>
    public Guid Key16(int tenantId) => Kind switch
    {
        OperationKind.Grant => Identity.OfNamed(tenantId, Account, "grant", Id),
        OperationKind.Hold => Identity.OfNamed(tenantId, Account, "hold", Id),
        OperationKind.Event or OperationKind.StrictEvent => Identity.OfEvent(tenantId, Account, "/tests", Id),
        _ => Identity.OfKey(tenantId, Account, Id),
    };
}

internal enum Verdict
{
    /// <summary>Done, and durable.</summary>
    Recorded,

    /// <summary>Refused for good, and durable.</summary>
    Refused,

    /// <summary>Turned away; nothing was kept.</summary>
    Rejected,

    /// <summary>The server failed; nothing was kept.</summary>
    Failed,

    /// <summary>It cannot be said.</summary>
    Unknown,
}

/// <summary>What a client was told.</summary>
internal sealed record Answer(Verdict Verdict, string? Code = null, bool IsRepeated = false, long? Seq = null)
{
    public bool IsKept => Verdict is Verdict.Recorded or Verdict.Refused;
}

/// <summary>Whoever answers operations: a journal in this process, or a server behind HTTP. Has its own deadline.</summary>
internal interface ITarget
{
    Task<Answer> AskAsync(Operation operation);
}
