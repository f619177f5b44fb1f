using Farebox.Charging;

namespace Farebox.Files.Conformance.Programs;

/// <summary>One step of a program on an account.</summary>
/// <param name="At">When it is taken; not before the one above it.</param>
/// <param name="Label">What its answer is called; absent means that nobody asks.</param>
/// <param name="Command">What is done; nothing where time only passes.</param>
internal sealed record ProgramStep(DateTimeOffset At, string? Label, Command? Command)
{
    /// <summary>Why the edge of a server refuses it before it is decided; absent where it does not.</summary>
    public string? Refusal { get; init; }
}
