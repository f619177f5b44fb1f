namespace Farebox.Client;

/// <summary>Which usage, and by what it is grouped. Times are half-open and speak of when the use happened.</summary>
public sealed record UsageQuery
{
    /// <summary>Any of <c>member team meter model source grant day account</c>; asset is always among them.</summary>
    public IReadOnlyList<string> GroupBy { get; init; } = [];

    public string? Account { get; init; }

    public DateTimeOffset? From { get; init; }

    public DateTimeOffset? To { get; init; }

    public string? Asset { get; init; }
}
