namespace Farebox.Client;

/// <summary>Corrects one event: takes it back, or replaces what it said. Either <see cref="Void"/> or <see cref="Amend"/>.</summary>
public sealed record Correction
{
    /// <summary>The correction's own id, unique for the event; repeating it is harmless.</summary>
    public required string Id { get; init; }

    /// <summary>The event that is as if it had never been sent.</summary>
    public EventName? Void { get; init; }

    /// <summary>The event as it should have been, with the same source and id. It happened when it happened, to whom it happened.</summary>
    public CloudEvent? Amend { get; init; }
}

/// <summary>How an event of an account is named.</summary>
public sealed record EventName(string Source, string Id);

/// <summary>What a correction came to.</summary>
public sealed record CorrectedEvent
{
    public required string Account { get; init; }

    public required string Id { get; init; }

    /// <summary><c>void</c>, <c>amend</c> or <c>rerate</c>.</summary>
    public required string Correction { get; init; }

    public required string Source { get; init; }

    public required string Event { get; init; }

    public required long EntrySeq { get; init; }

    /// <summary>The entry whose charges stood until now.</summary>
    public required long Corrects { get; init; }

    public required DateTimeOffset OccurredAt { get; init; }

    /// <summary>What came back, by asset.</summary>
    public required IReadOnlyDictionary<string, string> Returned { get; init; }

    /// <summary>What is charged instead, by asset.</summary>
    public required IReadOnlyDictionary<string, string> Debited { get; init; }

    public IReadOnlyList<string>? Flags { get; init; }
}
