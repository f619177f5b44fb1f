namespace Farebox.Client;

/// <summary>One item of a quote.</summary>
public sealed record QuotedItem
{
    public required string Meter { get; init; }

    /// <summary><c>priced</c>, <c>counted</c> by a meter that debits nothing, or <c>unrated</c>, with <see cref="Code"/>.</summary>
    public required string Status { get; init; }

    public IReadOnlyDictionary<string, string>? Dimensions { get; init; }

    public string? Asset { get; init; }

    /// <summary>Before it is rounded to the asset; the sum of the steps' totals.</summary>
    public string? Exact { get; init; }

    public string? Amount { get; init; }

    public string? Quantity { get; init; }

    public string? UpstreamCost { get; init; }

    public string? CostAsset { get; init; }

    public IReadOnlyList<QuotedStep>? Steps { get; init; }

    public string? Code { get; init; }

    public string? Detail { get; init; }
}

/// <summary>One line of the working.</summary>
public sealed record QuotedStep(string Class, string Reason, string Quantity, string UnitPrice, string Total);
