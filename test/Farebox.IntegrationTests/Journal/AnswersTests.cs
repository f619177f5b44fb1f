using Farebox.Charging;
using Farebox.Postgres.Journal;

namespace Farebox.IntegrationTests.Journal;

public sealed class AnswersTests
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    [Fact]
    public async Task Whoever_waits_for_several_commands_hears_after_the_last()
    {
        var two = Submission.InTurn([Command(), Command()]);
        Answers.Tell([new(two.Commands[0], two)]);
        await Task.Delay(20);
        Assert.False(two.Completion.IsCompleted);

        Answers.Tell([new(two.Commands[1], two)]);
        await two.Completion.WaitAsync(Patience);
    }

    [Fact]
    public async Task Callers_in_turn_go_on_on_one_thread()
    {
        var callers = Enumerable.Range(0, 8).Select(_ => Submission.InTurn([Command()])).ToArray();
        var threads = callers.Select(ThreadAfterAsync).ToArray();
        Answers.Tell([.. callers.Select(caller => new Pending(caller.Commands[0], caller))]);

        Assert.Single((await Task.WhenAll(threads).WaitAsync(Patience)).Distinct());
    }

    [Fact]
    public async Task A_caller_who_blocks_holds_up_no_other_one()
    {
        var first = new Submission(Command());
        var second = new Submission(Command());
        var blocked = BlockAfterAsync(first, second);
        Answers.Tell([new(first.Commands[0], first), new(second.Commands[0], second)]);

        Assert.True(await blocked.WaitAsync(Patience));
    }

    private static Touch Command() => new(1, "acme");

    private static async Task<int> ThreadAfterAsync(Submission submission)
    {
        await submission.Completion.ConfigureAwait(false);
        return Environment.CurrentManagedThreadId;
    }

    private static async Task<bool> BlockAfterAsync(Submission submission, Submission other)
    {
        await submission.Completion.ConfigureAwait(false);
        using var done = new ManualResetEventSlim();
        _ = other.Completion.ContinueWith(_ => done.Set(), TaskScheduler.Default);
        return done.Wait(Patience);
    }
}
