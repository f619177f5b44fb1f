using Farebox.Ledger;
using Farebox.Metering;

namespace Farebox.Charging;

/// <summary>Takes an event back, replaces what it said, or rates one again that was stored without being charged.</summary>
/// <param name="tenantId">Whose it is.</param>
/// <param name="account">The account.</param>
/// <param name="id">The correction's own id.</param>
/// <param name="what">What is done.</param>
/// <param name="standing">How the event stands.</param>
/// <param name="replacement">What it should have said, or what it said when it is rated again; nothing when it is taken back.</param>
/// <param name="replacement16">What is bound to the correction's id beside the event.</param>
/// <param name="seen">The last entry that gave something back when it was looked up how the event stands.</param>
public sealed class CorrectUsage(
    int tenantId, string account, string id, CorrectionKind what, StandingUse standing, UsageEvent? replacement, Guid replacement16, long seen)
    : Command(tenantId, account, IdentityOf(tenantId, account, standing.Source, standing.Id, standing.Number + 1), ContentOf(what, id, replacement16))
{
    /// <summary>What is done.</summary>
    public CorrectionKind What { get; } = what;

    /// <summary>The correction's own id.</summary>
    public string Id { get; } = id;

    /// <summary>How the event stands.</summary>
    public StandingUse Standing { get; } = standing;

    /// <summary>What it should have said.</summary>
    public UsageEvent? Replacement { get; } = replacement;

    /// <summary>The last correction that was known.</summary>
    public long Seen { get; } = seen;

    /// <summary>The n-th correction of an event is made once; whoever comes second finds it and looks again.</summary>
    public static Guid IdentityOf(int tenantId, string account, string source, string eventId, int number) =>
        Identity.OfNamed(tenantId, account, "correction", string.Join('\n', source, eventId, number));

    /// <summary>What is bound to a correction: a repetition says the same, with the same id.</summary>
    public static Guid ContentOf(CorrectionKind what, string id, Guid replacement16) =>
        Identity.OfContent("correction", $"{what}", id, what == CorrectionKind.Rerate ? "" : $"{replacement16}");
}

/// <summary>How an event stands before a correction: what is charged for it, and who had paid.</summary>
/// <param name="Source">Its producer.</param>
/// <param name="Id">The producer's id for it.</param>
/// <param name="Type">Its CloudEvents type.</param>
/// <param name="Number">How many corrections it has had.</param>
/// <param name="Seq">The entry whose charges stand: its own, or that of its last correction.</param>
/// <param name="OccurredAt">When it happened. A correction does not change that.</param>
/// <param name="Member">The path of the member charged. A correction does not change that either.</param>
/// <param name="Charges">What is charged for it, each with what may come back.</param>
public sealed record StandingUse(
    string Source, string Id, string Type, int Number, long Seq, DateTimeOffset OccurredAt, string Member, IReadOnlyList<StandingCharge> Charges);

/// <summary>A charge that stands.</summary>
/// <param name="Charge">The charge.</param>
/// <param name="Units">What of it has not come back yet, in smallest units.</param>
/// <param name="Sources">What grants had paid of that, last spent first.</param>
/// <param name="Shares">What the reports show under each grant.</param>
public sealed record StandingCharge(Charge Charge, long Units, IReadOnlyList<GivenBack> Sources, IReadOnlyList<TakenShare> Shares);
