namespace Farebox.Postgres.Journal;

/// <summary>The right to touch a writer's books. Taken by one lane at a time, and given back once.</summary>
internal sealed class Turn(object gate)
{
    private bool _isHeld;

    public void Take()
    {
        Monitor.Enter(gate);
        _isHeld = true;
    }

    /// <summary>Gives the turn back, unless that has been done.</summary>
    public void GiveBack()
    {
        if (!_isHeld) return;
        _isHeld = false;
        Monitor.Exit(gate);
    }
}
