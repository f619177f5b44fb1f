using Farebox.Charging;
using Farebox.Ledger;

namespace Farebox.Tests.Ledger.Model;

/// <summary>Plays named limits, members that move, and holds that draw from others.</summary>
internal sealed partial class Play
{
    /// <returns>Nothing for acts of another kind.</returns>
    private (string Book, string? Model)? DoLimits(Act act, int number) => act switch
    {
        Act.Named named => (Tell(Till.Naming(TermsOf(named))), Model?.Named(named)),
        Act.Share share => Share($"h{number}", share, Pick(share.Of)!),
        Act.Cancel cancel => (Tell(new CancelHold(Till.Tenant, "acme", $"c{number}", Pick(cancel.Hold)!, cancel.Actual == 0 ? null : $"{cancel.Actual}")), Model?.Cancel(Pick(cancel.Hold)!, cancel, Till.Now)),
        Act.Reparent move => (Tell(Till.Moving(Act.Members[move.Member], Name(Act.Members[move.Parent]))), Model?.Reparent(move)),
        _ => null,
    };

    private static LimitTerms TermsOf(Act.Named act)
    {
        var terms = ModelLimit.All[act.Which];
        return terms with { Max = act.Max * (terms.Measure == LimitMeasure.Quantity ? 1_000_000L : 1), AlertAt = [50, 100] };
    }

    private (string Book, string? Model) Share(string id, Act.Share act, string of)
    {
        Holds.Add(id);
        var share = Till.Holding(id, act.Units, lasts: TimeSpan.FromMinutes(act.Lasts)).With(new(of, CancelPolicy.Actual, null));
        return (Tell(share), Model?.Share(id, act, of, Till.Now));
    }
}
