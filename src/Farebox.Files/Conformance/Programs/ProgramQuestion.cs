using System.Collections.Immutable;
using System.Text.Json.Nodes;
using Farebox.Rating;

namespace Farebox.Files.Conformance.Programs;

/// <summary>What becomes of an account when a program of grants, uses and holds runs on it: the same decisions that a server makes, in memory.</summary>
internal sealed record ProgramQuestion(ProgramSetup Setup, ImmutableArray<ProgramStep> Steps, NumberRounding Rounding) : Question
{
    public override void Answer(Answer answer, Working working)
    {
        var book = new ProgramBook(Setup);
        var (labelled, outcome) = (new JsonObject(), "recorded");
        foreach (var step in Steps)
        {
            book.Advance(step.At);
            Ledger.Entry? entry = null;
            if (step.Refusal is { } refusal) outcome = refusal;
            else if (step.Command is { } command) outcome = book.Do(command, out entry);

            // What has fallen due by the step itself is posted with it.
            book.Advance(step.At);
            if (step.Label is not { } label) continue;

            var state = ProgramState.Of(book, Setup.Asset, Rounding);
            state["outcome"] = outcome;
            state["draws"] = ProgramState.Draws(entry);
            labelled[label] = state;
        }

        foreach (var (name, value) in ProgramState.Of(book, Setup.Asset, Rounding)) answer.Json[name] = value?.DeepClone();
        answer.Set("outcome", outcome);
        if (labelled.Count > 0) answer.Json["answers"] = labelled;
        answer.Json["moves"] = ProgramState.Moves(book.Entries);
    }
}
