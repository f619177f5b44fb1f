using Farebox.Charging;
using Farebox.Ledger;
using Farebox.Tests.Ledger;

namespace Farebox.Tests.Charging.Corrections;

/// <summary>Corrects events of a till as the server corrects those of a database: look up how one stands, then decide.</summary>
internal static class CorrectingTill
{
    public static Entry Void(this Till till, Entry entry, string id = "void") => till.Do(till.Correcting(entry, CorrectionKind.Void, id));

    public static Entry Amend(this Till till, Entry entry, long tokens, string id = "amend", string? model = null) =>
        till.Do(till.Correcting(entry, CorrectionKind.Amend, id, till.Using(tokens, at: entry.OccurredAt, type: TypeOf(till, entry), model: model)));

    public static Entry Rerate(this Till till, Entry entry, RecordUsage sent) => till.Do(till.Correcting(entry, CorrectionKind.Rerate, "rerate", sent));

    /// <param name="entry">The event's own entry.</param>
    /// <param name="instead">What it should have said.</param>
    public static CorrectUsage Correcting(this Till till, Entry entry, CorrectionKind what, string id, RecordUsage? instead = null)
    {
        // What falls due meanwhile may settle the debt; a server finds that out and looks again.
        till.Advance(till.Now);
        return new(Till.Tenant, "acme", id, what, till.Standing(entry), instead?.Usage, instead?.Content16 ?? Guid.Empty, till.Book.CorrectedSeq);
    }

    public static StandingUse Standing(this Till till, Entry entry)
    {
        var usage = entry.Usage();
        var corrections = till.Entries.Where(other => other.Body is UsageCorrected corrected && (corrected.Source, corrected.Id) == (usage.Source, usage.Id)).ToArray();
        var last = corrections.LastOrDefault() ?? entry;
        var charges = last.Body switch
        {
            UsageCorrected corrected => corrected.Charges,
            UsageReported reported when last.Status == EntryStatus.Recorded => reported.Charges,
            _ => [],
        };
        return new(usage.Source, usage.Id, TypeOf(till, entry), corrections.Length, last.Seq, last.OccurredAt, last.Member, [.. charges.Select(charge => till.Standing(last, charge))]);
    }

    /// <summary>What has come back of uses of a meter in an asset.</summary>
    public static IEnumerable<GivenBack> Returned(this Till till, string meter, string asset) => till.Entries.SelectMany(entry => entry.Body switch
    {
        AdjustmentPosted posted when (posted.Adjustment.Meter, posted.Adjustment.Asset?.Code) == (meter, asset) => posted.Returns,
        UsageCorrected corrected => corrected.Taken.Where(taken => (taken.Meter, taken.Asset?.Code) == (meter, asset)).SelectMany(taken => taken.Returns),
        _ => [],
    });

    private static StandingCharge Standing(this Till till, Entry last, Charge charge)
    {
        if (charge.Asset is not { } asset) return StandingCharges.Of(last.Seq, last.Member, charge, [], [], 0, []);

        var paid = last.Transfers.Where(transfer => transfer.To.Code == $"spent/{charge.Meter}" && transfer.To.Asset == asset).Select(transfer => (GrantOf(transfer), transfer.Units)).ToArray();
        var owed = till.Entries.SelectMany(entry => entry.Transfers).Where(transfer => transfer.Debt == $"{last.Seq}/{charge.Meter}" && transfer.From.Asset == asset).ToArray();
        var settled = owed.Where(transfer => GrantOf(transfer) is not null).Select(transfer => (GrantOf(transfer)!, transfer.Units)).ToArray();
        var cancelled = owed.Where(transfer => transfer.From.Kind == AccountKind.Spent).Sum(transfer => transfer.Units);
        return StandingCharges.Of(last.Seq, last.Member, charge, paid, settled, cancelled, till.Returned(charge.Meter, asset.Code));
    }

    private static string? GrantOf(Transfer transfer) =>
        transfer.From.Kind is AccountKind.Wallet or AccountKind.Held ? LedgerAccount.ParseCode(transfer.From.Code).Name : null;

    private static string TypeOf(Till till, Entry entry) =>
        entry.Usage() is { Type.Length: > 0 } usage ? usage.Type : till.Catalog.FindMeter(entry.Usage().Charges[0].Meter)!.EventType;
}
