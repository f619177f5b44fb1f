using System.Text.Json;

namespace Farebox.Client;

/// <summary>What a vendor's usage object comes to. Classes that are zero are left out.</summary>
public sealed record UsageReading
{
    /// <summary>Whose form it has, for example <c>openai.chat</c>.</summary>
    public required string Format { get; init; }

    public string? Model { get; init; }

    public required IReadOnlyDictionary<string, string> Classes { get; init; }

    public required string InputTokens { get; init; }

    public required string OutputTokens { get; init; }

    public required string TotalTokens { get; init; }

    /// <summary>Whether the parts make up their wholes.</summary>
    public required bool Consistent { get; init; }

    public required IReadOnlyList<UsageCheck> Checks { get; init; }

    public required IReadOnlyList<UnmappedField> Unmapped { get; init; }
}

/// <summary>Whether parts make up their whole.</summary>
public sealed record UsageCheck(string Of, string Whole, string Parts, bool Holds);

/// <summary>A field that no class has.</summary>
public sealed record UnmappedField(string Field, JsonElement Value, bool Known);

internal sealed record UsagePayload(JsonElement Usage, string? Format);
