using Farebox.Ledger;

namespace Farebox.Postgres.Verification;

/// <summary>The rules of one replay.</summary>
internal sealed class ReplayRules
{
    private readonly List<ReplayRule> _all;

    /// <param name="isRebuild">Whether books are replayed from their first entry on, so that what adds up from there can be compared.</param>
    public ReplayRules(bool isRebuild)
    {
        _all = [LegalRun, new ConservationRule(), new BurnOrderRule(), new IdentityRule(), Checkpoint, new GrantTermsRule(), new TopUpsRule(), new BookHeadRule()];
        if (isRebuild) _all.AddRange([new RollUpRule(), new GrantMovesRule(), new NoticesRule()]);
    }

    /// <summary>Told of what cannot be replayed at all.</summary>
    public LegalRunRule LegalRun { get; } = new();

    /// <summary>Told of checkpoints that cannot be read.</summary>
    public CheckpointRule Checkpoint { get; } = new();

    public IReadOnlyList<ReplayRule> All => _all;

    public void Hear(ReplayMoment moment, ReplayedBook replayed, Entry entry)
    {
        foreach (var rule in _all) rule.Hear(moment, replayed, entry);
    }

    public void Hear(ReplayMoment moment, ReplayedBook replayed)
    {
        foreach (var rule in _all) rule.Hear(moment, replayed);
    }
}
