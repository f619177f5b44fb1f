using Farebox.Charging;
using Farebox.Ledger;

namespace Farebox.Files.Conformance.Programs;

/// <summary>One step of a program on an account.</summary>
/// <param name="At">When it is taken; absent means a minute after the one before it.</param>
/// <param name="Label">What its answer is called; absent means that nobody asks.</param>
/// <param name="Command">What is done; nothing where time only passes.</param>
internal sealed record ProgramStep(DateTimeOffset? At, string? Label, Func<Book, Command?>? Command);
