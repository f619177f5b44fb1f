namespace Farebox.IntegrationTests.Faults.Load;

/// <summary>One client: asks for one thing after the other, and remembers what it is owed an answer for.</summary>
internal sealed class Caller(int number, int seed, ITarget target, History history, string[] accounts, Habits habits)
{
    private const long Credit = 1_000_000;
    private readonly Random _random = new(unchecked((seed * 397) ^ number));
    private readonly List<Operation> _kept = [];
    private readonly List<Operation> _holds = [];
    private long _count;

    /// <summary>What it does not know the outcome of.</summary>
    public List<Operation> Unsettled { get; } = [];

    public async Task RunAsync(CancellationToken stopping)
    {
        while (!stopping.IsCancellationRequested)
        {
            await StepAsync();
            await Task.Delay(habits.Pause, CancellationToken.None);
        }
    }

    /// <summary>Asks again for what is unknown, each by its own identity, until it is known.</summary>
    public async Task SettleAsync(TimeSpan patience)
    {
        var waited = System.Diagnostics.Stopwatch.StartNew();
        foreach (var operation in Unsettled)
        {
            while ((await AskAsync(operation)).Verdict == Verdict.Unknown && waited.Elapsed < patience) await Task.Delay(50);
        }
    }

    private async Task StepAsync()
    {
        var dice = _random.Next(100);
        if (_kept.Count > 0 && dice < habits.Repeats)
        {
            await AskAsync(Pick(_kept));
            return;
        }

        if (_kept.Count > 0 && dice < habits.Repeats + habits.Conflicts)
        {
            var known = Pick(_kept);
            await AskAsync(known with { Units = known.Units + Credit, IsConflict = true, Hold = known.Kind == OperationKind.Release ? "other" : known.Hold });
            return;
        }

        await FreshAsync(Next());
    }

    private async Task FreshAsync(Operation operation)
    {
        var answer = await AskAsync(operation);
        if (answer.Verdict == Verdict.Unknown)
        {
            if (habits.RetryWithNewKey)
            {
                await AskAsync(operation with { Id = NewId() });
                return;
            }

            if (_random.Next(2) == 0) answer = await AskAsync(operation);
        }

        if (answer.Verdict == Verdict.Unknown) Unsettled.Add(operation);
        if (!answer.IsKept) return;

        _kept.Add(operation);
        if (operation.Kind == OperationKind.Hold && answer.Verdict == Verdict.Recorded) _holds.Add(operation);
    }

    private async Task<Answer> AskAsync(Operation operation)
    {
        history.Invoke(operation);
        var answer = await target.AskAsync(operation);
        history.Return(operation, answer);
        return answer;
    }

    /// <summary>More is asked for than is granted, so that about half of what may be refused is.</summary>
    private Operation Next()
    {
        var account = Pick(accounts);
        return _random.Next(100) switch
        {
            < 8 => new(NewIntent(), OperationKind.Grant, account, NewId(), _random.Next(5, 25) * Credit),
            < 53 => new(NewIntent(), OperationKind.StrictEvent, account, NewId(), Thousandths(12_000)),
            < 58 => new(NewIntent(), OperationKind.Event, account, NewId(), Thousandths(3_000)),
            < 78 => new(NewIntent(), OperationKind.Hold, account, NewId(), Thousandths(15_000)),
            _ when _holds.Count == 0 => new(NewIntent(), OperationKind.Hold, account, NewId(), Thousandths(15_000)),
            var dice => OnHold(dice),
        };
    }

    private Operation OnHold(int dice)
    {
        var hold = Pick(_holds);
        var final = _random.Next(2) == 0;
        if (final || dice < 83) _holds.Remove(hold);
        return dice switch
        {
            < 83 => new(NewIntent(), OperationKind.Release, hold.Account, NewId(), 0, hold.Id),
            < 92 => new(NewIntent(), OperationKind.Capture, hold.Account, NewId(), _random.NextInt64(1, hold.Units + (hold.Units / 8)), hold.Id, final),
            _ => new(NewIntent(), dice < 96 ? OperationKind.Event : OperationKind.StrictEvent, hold.Account, NewId(), Thousandths(15_000), hold.Id, final),
        };
    }

    private long NewIntent() => ((long)number << 32) | ++_count;

    private string NewId() => $"c{number}-{_count}-{_random.Next(1 << 20):x}";

    private long Thousandths(int max) => _random.Next(1, max) * (Credit / 1000);

    private T Pick<T>(IReadOnlyList<T> items) => items[_random.Next(items.Count)];
}
