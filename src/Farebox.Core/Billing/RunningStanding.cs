using Farebox.Rating;

namespace Farebox.Billing;

/// <summary>How far the events of one row have come in a period, over all versions that price it event by event.</summary>
internal sealed class RunningStanding
{
    public Standing Stands { get; set; }
}
