using Farebox.Charging;
using Farebox.Ledger;
using Farebox.Metering;
using Farebox.Postgres.Closing;
using Farebox.Postgres.Configuration;
using Farebox.Postgres.Journal;
using Npgsql;

namespace Farebox.Postgres.Corrections;

/// <summary>Corrects single events: looks up how one stands, and hands in what makes of it what it should be.</summary>
/// <remarks>
/// Whoever comes second finds the correction before him: either under the identity that he wanted, or because the book has given something
/// back since he looked. Then he looks again.
/// </remarks>
public sealed class UsageCorrector(NpgsqlDataSource dataSource, Func<Submission, bool> trySubmit, CatalogCache catalogs)
{
    private const int PlansMax = 30;

    private readonly CommandSender _sender = new(trySubmit);

    /// <summary>Takes an event back, or replaces what it said.</summary>
    /// <exception cref="CloseException">It cannot be corrected; the code says why.</exception>
    public async Task<CorrectionResult> CorrectAsync(CorrectionQuestion question, CancellationToken cancellationToken)
    {
        var look = await LookAsync(question.TenantId, question.Account, cancellationToken);
        return await CorrectAsync(look, question, cancellationToken);
    }

    /// <summary>What is known of an account while several of its events are corrected.</summary>
    internal async Task<CorrectionLook> LookAsync(int tenantId, string account, CancellationToken cancellationToken)
    {
        var catalog = await catalogs.RefreshAsync(tenantId, cancellationToken);
        return new(tenantId, account, catalog, dataSource, _sender);
    }

    internal static async Task<CorrectionResult> CorrectAsync(CorrectionLook look, CorrectionQuestion question, CancellationToken cancellationToken)
    {
        for (var plan = 1; plan <= PlansMax; plan++)
        {
            var found = await look.FindAsync(new(question.Source, question.EventId), again: plan > 1, cancellationToken);
            if (found.Standing is not { } standing) throw Refused("event_unknown", $"The account has no event '{question.EventId}' of '{question.Source}'.");
            if (Earlier(found, question) is { } earlier) return earlier;

            if (question.Replacement is { } usage) CheckSame(usage, standing);
            var replacement = question.What == CorrectionKind.Rerate ? await SentAsync(look, found.Entries[0], cancellationToken) : question.Replacement;
            var outcome = await look.Sender.SendAsync(
                () => new CorrectUsage(question.TenantId, question.Account, question.Id, question.What, standing, replacement, question.Replacement?.Content16 ?? Guid.Empty, look.Seen)
                {
                    Actor = question.Actor,
                },
                cancellationToken);
            switch (outcome)
            {
                case Decided { Entry: { Body: UsageCorrected } entry, IsRepeated: var isRepeated }:
                    if (!isRepeated) look.Took(entry);
                    return new(entry, isRepeated);
                case Rejected { Code: Decider.BookMoved or "idempotency_key_reused" }:
                    continue;
                case Rejected rejected:
                    throw new CloseException(rejected);
                default:
                    throw new InvalidOperationException($"The correction of {question.EventId} came to nothing: {outcome}.");
            }
        }

        throw Refused(Decider.BookMoved, "The account is being corrected all the time. Send the correction again.");
    }

    /// <summary>The same correction, made before; or why there can be no further one.</summary>
    private static CorrectionResult? Earlier(FoundUse found, CorrectionQuestion question)
    {
        var content = CorrectUsage.ContentOf(question.What, question.Id, question.Replacement?.Content16 ?? Guid.Empty);
        foreach (var entry in found.Entries.Skip(1))
        {
            // Rating again has no id of its own to choose, so it takes nobody's.
            if (entry.Body is not UsageCorrected before || before.CorrectionId != question.Id || (before.What == CorrectionKind.Rerate) != (question.What == CorrectionKind.Rerate)) continue;
            return entry.Content16 == content ? new(entry, IsRepeated: true) : throw Refused("id_conflict", $"Correction '{question.Id}' of the event says something else. Choose another id.");
        }

        if (found.IsVoided) throw Refused("event_voided", "The event has been taken back. Send what happened as an event of its own.");
        if (question.What == CorrectionKind.Rerate && (found.Entries.Count > 1 || found.Entries[0].Status == EntryStatus.Recorded))
            throw Refused("event_rated", "The event has been charged. Amend it to say something else.");
        return null;
    }

    private static void CheckSame(UsageEvent usage, StandingUse standing)
    {
        if (usage.Time is { } time && time != standing.OccurredAt)
            throw Refused("invalid_rule", "An amendment does not change when the use happened. Void the event, and send another one.");
        if (usage.Member is { } member && member != standing.Member[(standing.Member.LastIndexOf('/') + 1)..])
            throw Refused("invalid_rule", "An amendment does not change who used it. Void the event, and send another one.");
    }

    private static async Task<UsageEvent> SentAsync(CorrectionLook look, Entry entry, CancellationToken cancellationToken) =>
        await look.SentAsync(entry, cancellationToken) ?? throw Refused("event_body_gone", "What the event said has aged out, so it cannot be rated again. Amend it.");

    private static CloseException Refused(string code, string detail) => new(new(code, detail));
}

/// <summary>A correction of an event.</summary>
/// <param name="TenantId">Whose it is.</param>
/// <param name="Account">The account.</param>
/// <param name="Id">The correction's own id, unique for the event.</param>
/// <param name="What">What is done.</param>
/// <param name="Source">The producer of the event.</param>
/// <param name="EventId">The producer's id for it.</param>
/// <param name="Replacement">What it should have said; only for an amendment.</param>
/// <param name="Actor">Who asks.</param>
public sealed record CorrectionQuestion(
    int TenantId, string Account, string Id, CorrectionKind What, string Source, string EventId, UsageEvent? Replacement, Actor? Actor);

/// <summary>What came of a correction.</summary>
/// <param name="Entry">The entry; of a repetition without its transfers.</param>
/// <param name="IsRepeated">Whether it had been made before.</param>
public sealed record CorrectionResult(Entry Entry, bool IsRepeated)
{
    /// <summary>What was taken back and what is charged instead.</summary>
    public UsageCorrected Body => (UsageCorrected)Entry.Body;
}
