using Farebox.Charging;
using Farebox.Ledger;
using Farebox.Money;
using Farebox.Tests.Charging.Corrections;

namespace Farebox.Tests.Ledger.Model;

/// <summary>Plays acts on a book, and beside it on a model when there is one.</summary>
internal sealed partial class Play
{
    private int _count;
    private readonly List<string> _schedules = [];

    public Play(LedgerModel? model = null)
    {
        Model = model;
        foreach (var (id, parent) in new[] { ("team-a", (string?)null), ("alice", "team-a"), ("bob", "team-a"), ("carol", null) }) Till.Member(id, parent);
        foreach (var rule in Rules) Till.Do(Till.Alerting(rule));
    }

    /// <summary>Who watches every book that is played: it may not change what anybody else sees.</summary>
    public static IReadOnlyList<AlertRule> Rules { get; } =
    [
        new() { Id = "low", Kind = AlertKind.LowBalance, Asset = Till.Credit, Units = 20, RecoverUnits = 40 },
        new() { Id = "tenth", Kind = AlertKind.LowBalance, Asset = Till.Credit, Percent = 10 },
        new() { Id = "team", Kind = AlertKind.LowBalance, Asset = Till.Credit, Units = 10, Member = "team-a" },
        new() { Id = "nothing", Kind = AlertKind.Exhausted, Asset = Till.Credit },
        new() { Id = "soon", Kind = AlertKind.ExpiringSoon, Asset = Till.Credit, Within = TimeSpan.FromMinutes(90) },
        new() { Id = "owed", Kind = AlertKind.Debt, Asset = Till.Credit },
        new() { Id = "lapsed", Kind = AlertKind.HoldLapsed, Asset = Till.Credit, Member = "team-a" },
    ];

    public Till Till { get; } = new();

    public LedgerModel? Model { get; }

    /// <summary>Ids of the holds asked for, granted or not.</summary>
    public List<string> Holds { get; } = [];

    /// <summary>Entries of the events that were sent, whatever came of them.</summary>
    public List<Entry> Uses { get; } = [];

    /// <summary>Called before each command is decided, once what is due has been posted.</summary>
    public Action<Command>? Before { get; set; }

    public static Play Of(IEnumerable<Act> acts)
    {
        var play = new Play();
        foreach (var act in acts) play.Do(act);
        return play;
    }

    /// <summary>How the book and the model ended the act: the same word, if they agree.</summary>
    public (string Book, string? Model) Do(Act act)
    {
        if (act is Act.Wait wait) Till.Now = Till.Now.AddMinutes(wait.Minutes);
        Till.Advance(Till.Now);
        Model?.Advance(Till.Now);

        var number = _count++;
        var ended = Do(act, number);
        Model?.Note();
        return ended;
    }

    private (string Book, string? Model) Do(Act act, int number) => act switch
    {
        Act.Grant grant => (Tell(GrantOf($"g{number}", grant)), Model?.Grant($"g{number}", grant, Till.Now)),
        Act.Authorise hold => (Tell(HoldOf($"h{number}", hold)), Model?.Hold($"h{number}", hold, Till.Now)),
        Act.Use use => (Tell(UseOf(use)), Model?.Use($"u{Uses.Count - 1}", use, Pick(use.Hold), Till.Now.AddMinutes(-use.Age), Till.Now)),
        Act.Void correction => (Correct(correction.Sent, use => Till.Correcting(use, CorrectionKind.Void, $"c{number}")), Model?.Void($"u{PickUse(correction.Sent)}", Till.Now)),
        Act.Amend correction => (
            Correct(correction.Sent, use => Till.Correcting(use, CorrectionKind.Amend, $"c{number}", Amended(use, correction.Units))), Model?.Amend($"u{PickUse(correction.Sent)}", correction.Units, Till.Now)),
        Act.Capture capture => (Tell(Till.Capturing(Pick(capture.Hold)!, $"{capture.Units}", capture.Final)), Model?.Capture(Pick(capture.Hold)!, capture, Till.Now)),
        Act.Release release => (Tell(new ReleaseHold(Till.Tenant, "acme", $"r{number}", Pick(release.Hold)!)), Model?.Release(Pick(release.Hold)!, Till.Now)),
        Act.Grow grow => (Tell(Till.Growing(Pick(grow.Hold)!, $"{grow.Units}")), Model?.Grow(Pick(grow.Hold)!, grow, Till.Now)),
        Act.Extend extend => (Tell(Till.Extending(Pick(extend.Hold)!, TimeSpan.FromMinutes(extend.Lasts))), Model?.Extend(Pick(extend.Hold)!, extend, Till.Now)),
        Act.Limit limit => (Tell(new SetLimit(Till.Tenant, "acme", $"l{number}", Act.Members[limit.Member], Till.Credit, limit.Units)), Model?.Limit(limit)),
        Act.Wait => ("waited", Model is null ? null : "waited"),
        _ => DoGrants(act, number),
    };

    private string Tell(Command command)
    {
        Before?.Invoke(command);
        var decision = Till.Decide(command);
        if (decision.Entry is not { } entry) return "rejected";

        Till.Apply(entry);
        if (entry.Body is UsageReported) Uses.Add(entry);
        return entry.Body switch
        {
            HoldDecided { Refusal: { } refusal } => refusal.Code,
            UsageReported { Code: { } code } => code,
            HoldCaptured { Code: { } code } => code,
            HoldReleased { Code: { } code } => code,
            HoldGrown { Refusal: { } refusal } => refusal.Code,
            HoldExtended { Code: { } code } => code,
            _ => "recorded",
        };
    }

    /// <summary>What was refused was not charged, and what was taken back is gone: neither is corrected here.</summary>
    private string Correct(int pick, Func<Entry, Command> correct)
    {
        if (Uses.Count == 0) return "rejected";

        var use = Uses[PickUse(pick)];
        var isGone = Till.Entries.Any(entry => entry.Body is UsageCorrected { What: CorrectionKind.Void } gone && gone.Id == use.Usage().Id);
        return use.Status != EntryStatus.Recorded || isGone ? "rejected" : Tell(correct(use));
    }

    private int PickUse(int pick) => Uses.Count == 0 ? -1 : pick % Uses.Count;

    private RecordUsage Amended(Entry use, int units) =>
        Till.Using(units, at: use.OccurredAt, type: use.Usage().Type, model: Name(use.Usage().Charges[0].Model));

    private IssueGrant GrantOf(string id, Act.Grant act) => Till.Granting(id, act.Units, terms => terms with
    {
        Priority = act.Priority,
        EffectiveAt = Till.Now.AddMinutes(act.EffectiveIn),
        ExpiresAt = act.ExpiresIn is { } hours ? Till.Now.AddHours(hours) : null,
        Grace = TimeSpan.FromHours(act.Grace),
        Source = act.IsFree ? GrantSource.Bonus : GrantSource.Purchased,
        CostBasis = act.Basis is { } basis ? Amount.FromUnits(Till.Dollar, basis) : null,
        Owner = Name(Act.Members[act.Owner]), Payment = (GrantPayment)act.Payment, Lendable = act.Lendable, Rollover = RolloverOf(act.Rollover),
        Scope = act.Scope switch
        {
            1 => new([], [], ["alice"]),
            2 => new([], [], ["team-a"]),
            3 => new([], ["small"], []),
            4 => new(["llm"], [], []),
            _ => GrantScope.Anything,
        },
    });

    private AuthoriseHold HoldOf(string id, Act.Authorise act)
    {
        Holds.Add(id);
        return Till.Holding(id, act.Units, Name(Act.Members[act.Member]), null, Name(Act.Models[act.Model]), TimeSpan.FromMinutes(act.Lasts));
    }

    private RecordUsage UseOf(Act.Use act) => Till.Using(
        act.Units, Name(Act.Members[act.Member]), Pick(act.Hold), act.Final, Till.Now.AddMinutes(-act.Age), act.Rejects ? "strict" : "llm", Name(Act.Models[act.Model]));

    private string? Pick(int? hold) => hold is not { } pick ? null : Holds.Count == 0 ? "none" : Holds[pick % Holds.Count];

    private static string? Name(string text) => text.Length == 0 ? null : text;
}
