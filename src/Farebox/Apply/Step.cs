using Farebox.Client;
using Farebox.Files;

namespace Farebox.Apply;

/// <summary>One thing of the files, compared with the server.</summary>
/// <param name="What">For example <c>meter llm</c> or <c>rate card default, version 2</c>.</param>
/// <param name="Lines">What is different, or worth seeing, a line each.</param>
internal sealed record Step(StepKind Kind, string What, Place Place, IReadOnlyList<string> Lines)
{
    /// <summary>What to do instead, when it is refused.</summary>
    public string? Remedy { get; init; }

    /// <summary>Makes the server have it. Repeating it is safe.</summary>
    public Func<FareboxClient, CancellationToken, Task> Do { get; init; } = static (_, _) => Task.CompletedTask;
}

/// <summary>What comes of the comparison.</summary>
internal enum StepKind
{
    /// <summary>The server says the same.</summary>
    Unchanged,

    /// <summary>The server does not have it.</summary>
    Added,

    /// <summary>The server has another value, which may be replaced.</summary>
    Changed,

    /// <summary>The server has it with other content, which is never edited.</summary>
    Refused,
}
