using Farebox.Charging;
using Farebox.Postgres.Journal;

namespace Farebox.Http.Edge;

/// <summary>Hands commands to the journal and waits for it: an answer is given only after what it says is durable.</summary>
internal sealed class JournalGate(Func<Submission, bool> trySubmit, TimeSpan patience)
{
    private static readonly Problem Overloaded = new(ProblemCodes.Overloaded);
    private static readonly Problem OutcomeUnknown = new(ProblemCodes.OutcomeUnknown);

    /// <summary>Nothing when every command has an outcome; else why the request as a whole has no answer yet.</summary>
    /// <remarks>A caller who goes away is not waited for, but what was handed over is done all the same.</remarks>
    public async ValueTask<Problem?> DecideAsync(params IReadOnlyList<Command> commands)
    {
        // What follows an answer here is writing it out, which waits for nobody.
        var submission = Submission.InTurn(commands);
        if (!trySubmit(submission)) return Overloaded;

        try
        {
            await submission.Completion.WaitAsync(patience);
        }
        catch (TimeoutException)
        {
            return OutcomeUnknown;
        }

        for (var i = 0; i < commands.Count; i++)
        {
            if (commands[i].Outcome is Unknown or null) return OutcomeUnknown;
        }

        return null;
    }

    /// <summary>Decides one command and turns what came of it into an answer.</summary>
    public async ValueTask<Answer> DecideAsync(Command command, Func<Decided, Answer> answer)
    {
        if (await DecideAsync([command]) is { } refusal) return refusal;
        return command.Outcome switch
        {
            Decided decided => answer(decided),
            Rejected rejected => Refusal.Of(rejected),
            Failed => new Problem(ProblemCodes.InternalError),
            var outcome => throw new InvalidOperationException($"No answer is defined for {outcome}."),
        };
    }
}
