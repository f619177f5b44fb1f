namespace Farebox.Postgres.Journal;

/// <summary>Tells the callers of a batch. Those who go on in turn do so on one pool thread, because waking one for each costs more than most of them do.</summary>
internal sealed class Answers : IThreadPoolWorkItem
{
    /// <summary>After so many commands the next caller gets another thread: an answer to many takes its time.</summary>
    private const int CommandsMax = 64;

    private readonly List<Submission> _inTurn = [];

    private Answers()
    {
    }

    public static void Tell(List<Pending> pending)
    {
        Answers? answers = null;
        var commands = 0;
        foreach (var item in pending)
        {
            var submission = item.Submission;
            if (!submission.CountOff()) continue;
            if (!submission.GoesOnInTurn)
            {
                submission.Complete();
                continue;
            }

            (answers ??= new())._inTurn.Add(submission);
            if ((commands += submission.Commands.Count) < CommandsMax) continue;
            answers.Go();
            (answers, commands) = (null, 0);
        }

        answers?.Go();
    }

    public void Execute()
    {
        foreach (var submission in _inTurn) submission.Complete();
    }

    private void Go() => ThreadPool.UnsafeQueueUserWorkItem(this, preferLocal: false);
}
