namespace Farebox.Postgres.Journal;

/// <summary>The right to touch a writer's books. Taken by one lane at a time, and given back once.</summary>
internal sealed class Turn(object gate)
{
    /// <summary>Whether this lane has it.</summary>
    public bool IsHeld { get; private set; }

    public void Take()
    {
        Monitor.Enter(gate);
        IsHeld = true;
    }

    /// <summary>Gives the turn back, unless that has been done.</summary>
    public void GiveBack()
    {
        if (!IsHeld) return;
        IsHeld = false;
        Monitor.Exit(gate);
    }
}
