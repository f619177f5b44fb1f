namespace Farebox.Postgres.Journal;

/// <summary>A lane's place in its writer's order: the right to touch the books, and the right to move them in the database, each in the order of the batches.</summary>
/// <remarks>
/// Books are touched by one lane at a time. They are moved in the database only when the batch before has come to its end: this
/// one was decided on what that one leaves behind, and the database would find it wrong if it came first. Rows may go ahead of it.
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

    /// <inheritdoc cref="TurnOrder.TryGoAhead"/>
    public bool TryGoAhead() => order.TryGoAhead(_number);

    /// <inheritdoc cref="TurnOrder.AwaitAhead"/>
    public bool AwaitAhead() => order.AwaitAhead(_number);

    /// <inheritdoc cref="TurnOrder.Withdraw"/>
    public void Withdraw() => order.Withdraw(_number);

    /// <inheritdoc cref="TurnOrder.Break"/>
    public void Break(bool isShy) => order.Break(_number, isShy);

    /// <summary>The batch has come to its end, so the next one may be sent. One that had nothing to send waits for its place all the same.</summary>
    public void End()
    {
        AwaitPredecessor();
        GiveBack();
        order.End(_number);
    }
}
