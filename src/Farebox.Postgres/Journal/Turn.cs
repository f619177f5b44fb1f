namespace Farebox.Postgres.Journal;

/// <summary>A lane's place in its writer's order: the right to touch the books, and the right to send, each in the order of the batches.</summary>
/// <remarks>
/// Books are touched by one lane at a time. A batch is sent only when the one before it has come to its end: it was decided
/// on what that one leaves behind, and the database would find it wrong if it came first.
/// </remarks>
internal sealed class Turn(TurnOrder order)
{
    private long _number;

    /// <summary>Whether this lane may touch the books now.</summary>
    public bool IsHeld { get; private set; }

    /// <summary>Takes the books, and the next place in the order, for a new batch.</summary>
    public void Begin()
    {
        Take();
        _number = order.Next();
    }

    /// <summary>Takes the books, in the place the batch has.</summary>
    public void Take()
    {
        Monitor.Enter(order.Books);
        IsHeld = true;
    }

    /// <summary>Gives the books back, unless that has been done.</summary>
    public void GiveBack()
    {
        if (!IsHeld) return;
        IsHeld = false;
        Monitor.Exit(order.Books);
    }

    /// <summary>Waits until the batch before has come to its end. Books that are held are let go meanwhile: that batch may need them to end.</summary>
    public void AwaitPredecessor()
    {
        var wasHeld = IsHeld;
        GiveBack();
        order.AwaitPredecessorOf(_number);
        if (wasHeld) Take();
    }

    /// <summary>The batch has come to its end, so the next one may be sent. One that had nothing to send waits for its place all the same.</summary>
    public void End()
    {
        AwaitPredecessor();
        GiveBack();
        order.End(_number);
    }
}

/// <summary>The order of a writer's batches.</summary>
internal sealed class TurnOrder
{
    private readonly object _gate = new();
    private readonly HashSet<long> _endedAhead = [];
    private long _next;
    private long _ended;

    /// <summary>Held by the lane that touches the books.</summary>
    public object Books { get; } = new();

    /// <summary>The number of a new batch. The caller holds the books.</summary>
    public long Next() => _next++;

    public void AwaitPredecessorOf(long number)
    {
        lock (_gate)
        {
            while (_ended < number) Monitor.Wait(_gate);
        }
    }

    public void End(long number)
    {
        lock (_gate)
        {
            // A batch that had nothing to send may come to its end before the one it follows.
            _endedAhead.Add(number);
            while (_endedAhead.Remove(_ended)) _ended++;
            Monitor.PulseAll(_gate);
        }
    }
}
