using System.Text.Json.Nodes;

namespace Farebox.Client;

/// <summary>Asks for more on an open hold: an amount, or what data comes to.</summary>
public sealed record GrowRequest
{
    public string? Amount { get; init; }

    /// <summary>The meter of <see cref="Data"/>; absent: the hold's own.</summary>
    public string? Meter { get; init; }

    public JsonObject? Data { get; init; }
}

/// <summary>How much more is held, and the hold after it.</summary>
public sealed record Grow
{
    public required Hold Hold { get; init; }

    public required string Grown { get; init; }
}

/// <summary>What a hold grew by, or the reason why it did not.</summary>
public sealed record GrowResult(Grow? Grow, Refusal? Refusal);
