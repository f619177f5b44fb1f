using Farebox.Charging;
using Farebox.Ledger;
using Farebox.Metering;
using Farebox.Postgres.Closing;
using Farebox.Postgres.Journal;
using Farebox.Postgres.Tenants;
using Npgsql;

namespace Farebox.Postgres.Corrections;

/// <summary>Replaces what a producer sent for a range of time by what should have been there: keeps, amends, voids and adds, one event at a time.</summary>
/// <remarks>Each step has an identity of its own, so a backfill that was cut short goes on where it stopped when it is sent again.</remarks>
public sealed class UsageBackfiller(NpgsqlDataSource dataSource, Func<Submission, bool> trySubmit, UsageCorrector corrector)
{
    /// <summary>Events a range may have to be replaced at once.</summary>
    public const int EventsMax = 1000;

    private const string InRange = """
        SELECT command::json->>'id' FROM entry
        WHERE book_id = $1 AND kind = 5 AND occurred_at >= $2 AND occurred_at < $3 AND command::json->>'source' = $4 ORDER BY occurred_at, seq LIMIT $5
        """;

    private readonly CommandSender _sender = new(trySubmit);

    /// <summary>Does it, or shows what it would do.</summary>
    /// <exception cref="CloseException">Nothing has been done; the code says why.</exception>
    public async Task<BackfillResult> BackfillAsync(BackfillQuestion question, CancellationToken cancellationToken)
    {
        var look = await corrector.LookAsync(question.TenantId, question.Account, cancellationToken);
        var plan = await PlanAsync(look, question, cancellationToken);
        return question.IsDryRun ? new(plan, [], []) : await DoAsync(look, question, plan, cancellationToken);
    }

    private async Task<List<BackfillStep>> PlanAsync(CorrectionLook look, BackfillQuestion question, CancellationToken cancellationToken)
    {
        var inRange = await ReadAsync(question, cancellationToken);
        var known = await look.KnowAsync(
            [.. inRange.Union(question.Events.Select(usage => usage.Id)).Select(id => new UseName(question.Source, id))], withBodies: false, cancellationToken);
        var given = question.Events.ToDictionary(usage => usage.Id, StringComparer.Ordinal);
        var plan = new List<BackfillStep>();
        foreach (var id in inRange)
        {
            given.Remove(id, out var usage);
            if (StepOf(question, id, usage, known[new(question.Source, id)]) is { } step) plan.Add(step);
        }

        foreach (var usage in question.Events.Where(usage => given.ContainsKey(usage.Id)))
        {
            var found = known[new(question.Source, usage.Id)];
            plan.Add(found.Standing is null ? new(BackfillKind.Add, usage.Id, usage, null) : StepOf(question, usage.Id, usage, found)!);
        }

        return plan;
    }

    /// <returns>What is to be done with an event that is there; nothing with one that should not be and was taken back already.</returns>
    private static BackfillStep? StepOf(BackfillQuestion question, string id, UsageEvent? usage, FoundUse found)
    {
        if (usage is null && found.IsVoided) return null;
        if (found.IsVoided) throw Refused("event_voided", $"Event '{id}' has been taken back. Send what happened under another id.");
        if (usage is not null && found.Says(usage)) return new(BackfillKind.Keep, id, usage, null);
        if (found.Entries[^1].Body is UsageCorrected { What: not CorrectionKind.Rerate } corrected && corrected.CorrectionId == question.Id)
            throw Refused("id_conflict", $"Backfill '{question.Id}' said something else of event '{id}'. Choose another id.");
        if (usage?.Time is { } time && time != found.Standing!.OccurredAt) throw AtAnotherTime(id);

        return new(usage is null ? BackfillKind.Void : BackfillKind.Amend, id, usage, found.Standing);
    }

    private static CloseException AtAnotherTime(string id) => Refused("invalid_rule", $"Event '{id}' happened at another time. Give what happened then another id.");

    private async Task<BackfillResult> DoAsync(CorrectionLook look, BackfillQuestion question, List<BackfillStep> plan, CancellationToken cancellationToken)
    {
        var (done, entries, refused) = (new List<BackfillStep>(plan.Count), new List<Entry>(), new List<(string Id, Rejected Why)>());
        foreach (var step in plan)
        {
            try
            {
                if (step.Kind == BackfillKind.Add) entries.Add(await AddAsync(question, step, cancellationToken));
                else if (step.Kind != BackfillKind.Keep) entries.Add(await CorrectAsync(look, question, step, cancellationToken));
                done.Add(step);
            }
            catch (CloseException failure)
            {
                refused.Add((step.Id, failure.Rejected));
                continue;
            }

            // It is stored, and says why nothing is charged for it.
            if (step.Kind == BackfillKind.Add && entries[^1].Body is UsageReported { Code: { } code, Detail: var detail }) refused.Add((step.Id, new(code, detail ?? "")));
        }

        return new(done, entries, refused);
    }

    private static async Task<Entry> CorrectAsync(CorrectionLook look, BackfillQuestion question, BackfillStep step, CancellationToken cancellationToken)
    {
        var what = step.Kind == BackfillKind.Void ? CorrectionKind.Void : CorrectionKind.Amend;
        var correction = new CorrectionQuestion(question.TenantId, question.Account, question.Id, what, question.Source, step.Id, step.Usage, question.Actor);
        return (await UsageCorrector.CorrectAsync(look, correction, cancellationToken)).Entry;
    }

    private async Task<Entry> AddAsync(BackfillQuestion question, BackfillStep step, CancellationToken cancellationToken) =>
        await _sender.SendAsync(() => new RecordUsage(question.TenantId, question.Account, step.Usage!) { Actor = question.Actor }, cancellationToken) switch
        {
            Decided decided => decided.Entry,
            Rejected rejected => throw new CloseException(rejected),
            var outcome => throw new InvalidOperationException($"Event {step.Id} came to nothing: {outcome}."),
        };

    private async Task<List<string>> ReadAsync(BackfillQuestion question, CancellationToken cancellationToken)
    {
        await using var session = await TenantSession.ReadAsync(dataSource, question.TenantId, cancellationToken);
        await using var command = session.Command(InRange);
        command.CommandTimeout = 0;
        command.Parameters.Add(new NpgsqlParameter<long> { TypedValue = Identity.OfBook(question.TenantId, question.Account) });
        command.Parameters.Add(new NpgsqlParameter<DateTimeOffset> { TypedValue = question.From });
        command.Parameters.Add(new NpgsqlParameter<DateTimeOffset> { TypedValue = question.To });
        command.Parameters.Add(new NpgsqlParameter<string> { TypedValue = question.Source });
        command.Parameters.Add(new NpgsqlParameter<int> { TypedValue = EventsMax + 1 });
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        var found = new List<string>();
        while (await reader.ReadAsync(cancellationToken)) found.Add(reader.GetString(0));
        return found.Count <= EventsMax ? found : throw Refused("batch_too_large", $"The range has more than {EventsMax} events of '{question.Source}'. Replace it in parts.");
    }

    private static CloseException Refused(string code, string detail) => new(new(code, detail));
}
