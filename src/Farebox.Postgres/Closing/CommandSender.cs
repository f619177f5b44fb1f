using Farebox.Charging;
using Farebox.Ledger;
using Farebox.Postgres.Journal;

namespace Farebox.Postgres.Closing;

/// <summary>Hands commands of a long piece of work to the journal, one after the other, and repeats what has no answer yet.</summary>
internal sealed class CommandSender(Func<Submission, bool> trySubmit)
{
    private const int AttemptsMax = 20;
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(50);

    /// <summary>What came of a command. A command whose outcome is unknown is sent again: its identity makes sure that it is done once.</summary>
    /// <exception cref="TimeoutException">The journal takes nothing, or says nothing, after many attempts.</exception>
    public async Task<Outcome> SendAsync(Func<Command> make, CancellationToken cancellationToken)
    {
        for (var attempt = 1; attempt <= AttemptsMax; attempt++)
        {
            var command = make();
            var submission = new Submission(command);
            if (trySubmit(submission))
            {
                await submission.Completion.WaitAsync(cancellationToken);
                if (command.Outcome is { } outcome and not Unknown) return outcome;
            }

            await Task.Delay(Pause * attempt, cancellationToken);
        }

        throw new TimeoutException("The journal is too busy. What was posted stays; ask again for the rest.");
    }

    /// <summary>Reads something off a book.</summary>
    /// <exception cref="CloseException">There is no such account.</exception>
    public async Task<T> InspectAsync<T>(int tenantId, string account, Func<Book, DateTimeOffset, T> look, CancellationToken cancellationToken)
        where T : class =>
        await SendAsync(() => new Inspect(tenantId, account, look), cancellationToken) switch
        {
            Inspected { Result: T result } => result,
            Rejected rejected => throw new CloseException(rejected),
            var outcome => throw new InvalidOperationException($"Nothing can be read off the book of {account}: {outcome}."),
        };
}
