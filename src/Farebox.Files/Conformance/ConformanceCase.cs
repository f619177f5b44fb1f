using System.Collections.Immutable;
using Farebox.Files.Yaml;

namespace Farebox.Files.Conformance;

/// <summary>A worked case: what is asked, and what must come out.</summary>
public sealed record ConformanceCase
{
    internal ConformanceCase(Question question, YamlMap expected) => (Question, Expected) = (question, expected);

    public required string Id { get; init; }

    /// <summary>The system or vendor it comes from.</summary>
    public required string Source { get; init; }

    public required string Topic { get; init; }

    /// <summary>The conventions that hold where the case says nothing else.</summary>
    public required string Preset { get; init; }

    /// <summary>The choices it rests on, by the names they go by. None: every system must agree.</summary>
    public required ImmutableArray<string> Conventions { get; init; }

    public required string? Note { get; init; }

    public required Place Place { get; init; }

    internal Question Question { get; }

    internal YamlMap Expected { get; }
}
