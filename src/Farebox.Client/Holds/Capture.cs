namespace Farebox.Client;

/// <summary>Asks to spend part of a hold: an amount, or one event, whose identity the capture then has.</summary>
public sealed record CaptureRequest
{
    public string? Amount { get; init; }

    public CloudEvent? Event { get; init; }

    /// <summary>True: the hold is settled, and the rest is free again. A capture is not final unless it says so.</summary>
    public bool? Final { get; init; }
}

/// <summary>What was captured, and the hold after it.</summary>
public sealed record Capture
{
    /// <summary>Absent when an event came too late to be taken from the hold; then it was debited directly.</summary>
    public HoldState? Hold { get; init; }

    public string? Captured { get; init; }

    /// <summary>Why it was debited past the hold, where it was: for example <c>lapsed</c>.</summary>
    public string? LateCapture { get; init; }

    public EventResult? Event { get; init; }
}

/// <summary>A capture, or the reason why there was none.</summary>
public sealed record CaptureResult(Capture? Capture, Refusal? Refusal);
