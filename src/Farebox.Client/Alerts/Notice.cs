using System.Text.Json;

namespace Farebox.Client;

/// <summary>Something that was told: as the feed has it, and as the body of a webhook.</summary>
public sealed record Notice
{
    /// <summary>Such as <c>balance.low</c>.</summary>
    public required string Type { get; init; }

    public required DateTimeOffset Timestamp { get; init; }

    /// <summary>What it is about: <c>id</c>, <c>account</c>, <c>asset</c> and the figures of its type.</summary>
    public required JsonElement Data { get; init; }
}

/// <summary>Notices in the order of the feed, and where to go on.</summary>
public sealed record NoticePage(IReadOnlyList<Notice> Notices, string Cursor);
