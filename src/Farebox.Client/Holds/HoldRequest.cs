using System.Text.Json.Nodes;

namespace Farebox.Client;

/// <summary>Asks for an amount of an asset, for meter data that the rate card prices, or for what a quote said.</summary>
public sealed record HoldRequest
{
    /// <summary>The hold's own identity; absent: the call's idempotency key is it.</summary>
    public string? Id { get; init; }

    public string? Asset { get; init; }

    public string? Amount { get; init; }

    public string? Member { get; init; }

    /// <summary>The API key it is asked for under, as you name it: limits may count by it.</summary>
    public string? ApiKey { get; init; }

    public string? Meter { get; init; }

    public string? Model { get; init; }

    /// <summary>Estimated quantities and dimensions for <see cref="Meter"/>, instead of an amount.</summary>
    public JsonObject? Data { get; init; }

    /// <summary>The quote's <see cref="Quote.Id"/>, instead of an amount or data.</summary>
    public string? Quote { get; init; }

    /// <summary>The open hold it draws from, instead of reserving credit: a share of a run's budget.</summary>
    public string? Parent { get; init; }

    /// <summary>What a cancellation captures: <c>actual</c> unless given, <c>nothing</c>, or <c>minimum</c> with <see cref="CancelMinimum"/>.</summary>
    public string? OnCancel { get; init; }

    public string? CancelMinimum { get; init; }

    /// <summary>After this the hold lapses by itself; absent: the server's default.</summary>
    public long? TtlSeconds { get; init; }
}
