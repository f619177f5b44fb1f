using Farebox.Ledger;
using Farebox.Metering;
using Farebox.Money;

namespace Farebox.Charging;

/// <summary>Decisions on usage events. Usage that happened is never lost: only form, an unknown account and an id conflict refuse it.</summary>
public sealed partial class Decider
{
    private static Decision UseDoesNotFit => Decision.Reject("amount_overflow", "What the account has used in all would not fit the ledger.");

    private Decision Record(RecordUsage command, Book book, DateTimeOffset now, IHoldHistory history)
    {
        var usage = command.Usage;
        var occurredAt = usage.Time ?? now;
        var marks = (now - occurredAt > LateAfter ? UsageMarks.Late : UsageMarks.None)
            | (occurredAt - now > FutureAfter ? UsageMarks.Future : UsageMarks.None)
            | (occurredAt < book.ClosedUntil ? UsageMarks.ClosedPeriod : UsageMarks.None);
        if (!book.TryGetMember(usage.Member, out var member))
        {
            member = book.Root;
            marks |= UsageMarks.MemberUnknown;
        }

        var named = Locate(usage, book, history);
        if (command.ByHoldRoute && Insist(usage.Hold!, named) is { } refusal) return refusal;

        var charged = book.RateCards.Length == 1
            ? charger.ChargeEvent(usage, book.RateCard, book.CostCard, book, occurredAt)
            : charger.ChargeAlong(usage, book, new(null, null, member, occurredAt), named.Open, now);
        if (charged.Failure == ChargeFailure.Invalid) return Decision.Reject(charged.Code!, charged.Detail!);
        if (charged.Failure == ChargeFailure.Unrated)
        {
            var unrated = Report(usage, [], marks, LateCapture.None, charged.Code, charged.Detail);
            return Keep(command, book, now, EntryKind.Event, unrated, [], EntryStatus.Unrated, member, occurredAt, usage.Raw);
        }

        return Debit(command, book, charged.Charges, new(member, marks, named, occurredAt), now);
    }

    private Decision Debit(RecordUsage command, Book book, IReadOnlyList<Charge> charges, EventContext context, DateTimeOffset now)
    {
        var usage = command.Usage;
        if (DoesNotFit(book, charges)) return UseDoesNotFit;

        var (hold, late) = (context.Named.Open, context.Named.Late);
        if (hold is not null && IsInOtherAssets(charges, hold.Terms.Asset)) (hold, late) = (null, LateCapture.AssetMismatch);
        var final = usage.Final && hold is not null;
        var use = new Use(null, null, context.Member, context.OccurredAt);
        var verdict = UsageDecisions.Decide(book, charges, use, hold, final, now, _draft);
        if (verdict.Refusal is { } code)
        {
            var detail = code == "limit_exceeded"
                ? $"The hard limit of '{(verdict.LimitedMember is "" ? book.Account : verdict.LimitedMember)}' would be passed."
                : "Credit is short, and the meter rejects on shortfall.";
            var refused = Report(usage, charges, context.Marks, LateCapture.None, code, detail);
            return Keep(command, book, now, EntryKind.Event, refused, [], EntryStatus.Refused, context.Member, context.OccurredAt, usage.Raw);
        }

        var marks = context.Marks | verdict.Marks | (late == LateCapture.None ? UsageMarks.None : UsageMarks.LateCapture);
        var body = Report(usage, charges, marks, late, null, null);
        if (command.ByHoldRoute && hold is not null) body = body with { HoldAfter = StateAfter(hold, final) };
        return Keep(command, book, now, EntryKind.Event, body, _draft.ToArray(), EntryStatus.Recorded, context.Member, context.OccurredAt, usage.Raw);
    }

    private static NamedHold Locate(UsageEvent usage, Book book, IHoldHistory history)
    {
        if (usage.Hold is null) return default;
        if (book.Holds.TryGetValue(usage.Hold, out var open)) return new(open, LateCapture.None);

        var past = book.EndOf(usage.Hold) is { } end ? new(end) : history.Find(book, usage.Hold) is { } found ? new PastEnd(found.End) : (PastEnd?)null;
        return new(null, past switch
        {
            null => LateCapture.Unknown,
            { End: HoldEnd.Lapsed } => LateCapture.Lapsed,
            { End: HoldEnd.Released } => LateCapture.Released,
            { End: HoldEnd.Settled } => LateCapture.Settled,
            _ => LateCapture.Closed,
        });
    }

    /// <summary>The hold's own route answers for the hold; an event by the common route never fails because of it.</summary>
    private static Decision? Insist(string holdId, NamedHold named) => named.Late switch
    {
        LateCapture.Unknown => Decision.Reject("hold_unknown", $"The account has no hold '{holdId}'."),
        LateCapture.Settled or LateCapture.Released or LateCapture.Closed =>
            Decision.Reject("hold_not_open", $"Hold '{holdId}' is {named.Late.ToString().ToLowerInvariant()}. Send the event to /v1/events to debit it directly."),
        _ => null,
    };

    private static UsageReported Report(
        UsageEvent usage, IReadOnlyList<Charge> charges, UsageMarks marks, LateCapture late, string? code, string? detail) => new()
    {
        Source = usage.Source, Id = usage.Id, Type = usage.Type, Charges = charges, Hold = usage.Hold, Final = usage.Final,
        Marks = marks, Late = late, Code = code, Detail = detail,
    };

    private HoldState StateAfter(Hold hold, bool final)
    {
        var remaining = hold.Remaining;
        foreach (ref readonly var transfer in _draft.Transfers)
        {
            if (transfer.From.Kind == AccountKind.Held && transfer.Hold == hold.Terms.Id) remaining -= transfer.Units;
        }

        return HoldDecisions.StateOf(hold, remaining, final ? HoldEnd.Settled : null);
    }

    /// <summary>An event that is only counted is in no asset, so it does not miss the hold's: it takes nothing, and may settle it.</summary>
    private static bool IsInOtherAssets(IReadOnlyList<Charge> charges, Asset asset)
    {
        var others = false;
        for (var i = 0; i < charges.Count; i++)
        {
            if (charges[i].Asset == asset) return false;
            others |= charges[i].Asset is not null;
        }

        return others;
    }

    private static bool DoesNotFit(Book book, IReadOnlyList<Charge> charges)
    {
        for (var i = 0; i < charges.Count; i++)
        {
            if (charges[i].Asset is not { } asset) continue;

            Int128 total = book.Root.UsedOf(asset);
            for (var j = 0; j < charges.Count; j++) total += charges[j].Asset == asset ? charges[j].Units : 0;
            if (total > long.MaxValue) return true;
        }

        return false;
    }

    private readonly record struct NamedHold(Hold? Open, LateCapture Late);

    private readonly record struct PastEnd(HoldEnd? End);

    private readonly record struct EventContext(Member Member, UsageMarks Marks, NamedHold Named, DateTimeOffset OccurredAt);
}
