using Farebox.Charging;
using Farebox.Ledger;
using Npgsql;

namespace Farebox.Postgres.Journal;

/// <summary>An administrative act that is an entry: the audit names the entry and says who it was by, in the same transaction.</summary>
/// <param name="Before">JSON of what it replaces, in smallest units as the entry has it; the rest is in the entry.</param>
internal sealed record JournalAct(Actor Actor, string Action, string Object, string? Before, long BookId, long Seq)
{
    private const string Insert = """
        INSERT INTO audit (tenant_id, actor, request_id, action, object, before, book_id, entry_seq)
        SELECT $1, a, b, c, d, e, f, g
        FROM unnest($2::text[], $3::text[], $4::text[], $5::text[], $6::text[], $7::bigint[], $8::bigint[]) AS u (a, b, c, d, e, f, g)
        """;

    /// <summary>What a command comes to, told before its entry changes the book. Nothing for a command that nobody answers for.</summary>
    public static JournalAct? Of(Command command, Entry entry, Book book)
    {
        if (command.Actor is not { } actor) return null;

        var (action, id, before) = command switch
        {
            OpenAccount => ("account.open", "", null),
            AddMember member => ("member.add", $"/members/{member.Id}", null),
            IssueGrant grant => ("grant.issue", $"/grants/{grant.Terms.Id}", null),
            SetLimit limit => ("limit.set", limit.Member is { } of ? $"/members/{of}/limits/{limit.Asset.Code}" : $"/limits/{limit.Asset.Code}", LimitOf(limit, book)),
            CorrectUsage correct => ($"event.{Names.Of(correct.What)}", $"/events/{correct.Standing.Source}/{correct.Standing.Id}", null),
            SetAlertRule alert => (alert.Rule is null ? "alert_rule.remove" : "alert_rule.set", $"/alert-rules/{alert.Id}", null),
            SetTopUpRule topUps => (topUps.Rule is null ? "top_up_rule.remove" : "top_up_rule.set", $"/top-up-rules/{topUps.Asset.Code}", null),
            SettleTopUp settle => (settle.IsPaid ? "top_up.paid" : "top_up.failed", $"/top-ups/{settle.Id}", null),
            ClosePeriod close => ("period.close", $"/closes/{close.Period}", null),
            MoveUnits move => ("grant.move", $"/grants/{move.From}", null),
            RemoveUnits remove => ("grant.remove", $"/grants/{remove.Grant}", null),
            ExchangeUnits exchange => ("grant.exchange", $"/grants/{exchange.Id}", null),
            MarkPaid paid => ("grant.pay", $"/grants/{paid.Grant}", null),
            SetBurnOrder order => ("burn_order.set", $"/burn-orders/{order.Asset.Code}", null),
            SetUpSchedule schedule => ("schedule.set", $"/schedules/{schedule.Terms.Id}", null),
            SetSeats seats => ("schedule.seats", $"/schedules/{seats.Schedule}", null),
            EndSchedule end => ("schedule.end", $"/schedules/{end.Schedule}", null),
            _ => ($"{Names.Of(entry.Kind)}.record", "", (string?)null),
        };
        return new(actor, action, command.Account + id, before, entry.BookId, entry.Seq);
    }

    public static void AddTo(List<NpgsqlBatchCommand> commands, List<JournalAct> acts, int tenantId)
    {
        var insert = commands.Add(Insert).With(tenantId);
        insert.Take(acts, act => act.Actor.Key);
        insert.Take(acts, act => act.Actor.RequestId);
        insert.Take(acts, act => act.Action);
        insert.Take(acts, act => act.Object);
        insert.Take(acts, act => act.Before);
        insert.Take(acts, act => act.BookId);
        insert.Take(acts, act => act.Seq);
    }

    private static string? LimitOf(SetLimit limit, Book book)
    {
        if (!book.TryGetMember(limit.Member, out var member)) return null;
        var use = member.Uses.FirstOrDefault(use => use.Asset == limit.Asset);
        return use?.Limit is { } units ? FormattableString.Invariant($$"""{"max":{{units}}}""") : null;
    }
}
