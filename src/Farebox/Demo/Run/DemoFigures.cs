using Farebox.Client;
using Farebox.Demo.Plan;

namespace Farebox.Demo.Run;

/// <summary>Everything that the run left behind, as the server tells it. The chapters print these figures and no others.</summary>
internal sealed record DemoFigures
{
    public required IReadOnlyList<MemberRun> Members { get; init; }

    /// <summary>How long the traffic took.</summary>
    public required TimeSpan Elapsed { get; init; }

    /// <summary>Null when the account did not exist before this run.</summary>
    public required Balances? Before { get; init; }

    public required Balances After { get; init; }

    public required UsageReport ByTeamAndModel { get; init; }

    public required UsageReport BySource { get; init; }

    public int Recorded => Members.Sum(member => member.Recorded);

    public int Duplicates => Members.Sum(member => member.Duplicates);

    public int Refused => Members.Sum(member => member.Refused.Count);

    /// <summary>The book's sequence did not move: every answer was that of an earlier run.</summary>
    public bool ChangedNothing => Before?.Seq == After.Seq;

    public WalletBalance Wallet => After.Wallets.Single(wallet => wallet.Asset == Prices.Credit);
}
