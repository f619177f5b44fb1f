using System.Text;
using System.Text.Json;
using Farebox.Charging;
using Farebox.Ledger;
using Farebox.Money;

namespace Farebox.Postgres.Journal;

/// <summary>Reads back what <see cref="EntryWriter"/> wrote: for repetitions, replays and rebuilds.</summary>
internal static partial class EntryReader
{
    /// <summary>The body of an entry from its stored command and outcome.</summary>
    public static EntryBody Read(EntryKind kind, string command, string? outcome, Catalog catalog)
    {
        using var commandJson = JsonDocument.Parse(command);
        using var outcomeJson = outcome is null ? null : JsonDocument.Parse(outcome);
        var (said, came) = (commandJson.RootElement, outcomeJson?.RootElement);
        return kind switch
        {
            EntryKind.Account => new AccountOpened(PayWithJson.Read(said), Text(said, "cost_card")!) { Alerts = WatchJson.ReadRules(said, catalog) },
            EntryKind.Member => new MemberAdded(Text(said, "id")!, Text(said, "parent")),
            EntryKind.Grant => new GrantIssued(TermsJson.Read(said, catalog)),
            EntryKind.Limit => new LimitSet(Text(said, "member")!, catalog.AssetOf(Text(said, "asset")!), Units(said, "max")),
            EntryKind.Event => ReadUsage(said, came, catalog),
            EntryKind.Hold => ReadHold(said, came, catalog),
            EntryKind.Capture => ReadCapture(said, came!.Value, catalog),
            EntryKind.Release => new HoldReleased(ReadState(Text(said, "hold")!, came!.Value, catalog), Units(came.Value, "released"), Text(came, "code")),
            EntryKind.Grow => ReadGrown(said, came!.Value, catalog),
            EntryKind.Extend => new HoldExtended(ReadState(Text(said, "hold")!, came!.Value, catalog), TermsJson.InstantOf(said, "lapses_at")!.Value, Text(came, "code")),
            EntryKind.TopUp => TopUpJson.Read(said, catalog),
            EntryKind.Alert => WatchJson.ReadSet(said, catalog),
            EntryKind.Due => GrantEntryJson.ReadDue(new(new(TermsJson.InstantOf(said, "at")!.Value, Names.ParseDue(Text(said, "due")!), Text(said, "id")!)), said, catalog),
            EntryKind.Exchange => new AssetExchanged(
                catalog.AssetOf(Text(said, "asset")!), Units(said, "units"), said.TryGetProperty("residue", out var residue) ? residue.GetInt64() : 0,
                TermsJson.Read(said.GetProperty("grant"), catalog), ReadCharge(said.GetProperty("charge"), catalog)),
            EntryKind.Adjustment => ReadAdjustment(said, catalog),
            EntryKind.Close => ReadClose(said),
            EntryKind.Correction or EntryKind.Rerate => ReadCorrected(said, came, catalog),
            _ => GrantEntryJson.Read(kind, said, catalog),
        };
    }

    private static UsageReported ReadUsage(JsonElement said, JsonElement? came, Catalog catalog)
    {
        var hold = Text(said, "hold");
        return new()
        {
            Source = Text(said, "source")!,
            Id = Text(said, "id")!,
            Type = Text(said, "type") ?? "",
            Charges = said.TryGetProperty("charges", out var charges)
                ? [.. charges.EnumerateArray().Select(charge => ReadCharge(charge, catalog))]
                : [],
            Hold = hold,
            Final = IsTrue(said, "final"),
            Marks = ReadMarks(came),
            Late = ReadLate(came),
            Code = Text(came, "code"),
            Detail = Text(came, "detail"),
            HoldAfter = came?.TryGetProperty("hold", out _) == true ? ReadState(hold!, came.Value, catalog) : null,
        };
    }

    private static Charge ReadCharge(JsonElement charge, Catalog catalog)
    {
        var (meter, asset, how) = (Text(charge, "meter")!, Text(charge, "asset"), charge.GetProperty("how"));
        var costAsset = charge.TryGetProperty("cost", out var cost) ? cost[0].GetString() : null;
        return new()
        {
            Meter = meter,
            Model = how.TryGetProperty("dims", out var dims) ? Text(dims, "model") ?? "" : "",
            Asset = asset is null ? null : catalog.AssetOf(asset),
            Units = charge.TryGetProperty("units", out var units) ? units.GetInt64() : 0,
            Quantity = how.GetProperty("lines").EnumerateArray().Sum(line => line[1].GetDecimal()),
            UpstreamCost = costAsset is null ? null : Amount.FromUnits(catalog.AssetOf(costAsset), cost[1].GetInt64()),
            RejectOnShortfall = IsTrue(charge, "reject"),
            Counters = [.. CounterJson.Of(meter, asset, costAsset, how)],
            Evidence = Encoding.UTF8.GetBytes(how.GetRawText()),
        };
    }

    private static HoldDecided ReadHold(JsonElement said, JsonElement? came, Catalog catalog)
    {
        var terms = new HoldTerms(
            Text(said, "id")!, catalog.AssetOf(Text(said, "asset")!), Units(said, "units"), Text(said, "meter"), Text(said, "model"),
            TermsJson.InstantOf(said, "lapses_at")!.Value);
        return new(terms, ReadEstimates(said, catalog), came is null ? null : ReadRefusal(came.Value)) { QuotedAt = TermsJson.InstantOf(said, "quoted_at") };
    }

    private static IReadOnlyList<Charge> ReadEstimates(JsonElement said, Catalog catalog)
    {
        if (said.TryGetProperty("estimate", out var charge)) return [ReadCharge(charge, catalog)];
        return said.TryGetProperty("estimates", out var charges) ? [.. charges.EnumerateArray().Select(one => ReadCharge(one, catalog))] : [];
    }

    private static HoldGrown ReadGrown(JsonElement said, JsonElement came, Catalog catalog) => new(
        ReadState(Text(said, "hold")!, came, catalog), Units(said, "units"), ReadEstimates(said, catalog), Text(came, "code") is null ? null : ReadRefusal(came));

    private static HoldRefusal ReadRefusal(JsonElement came) => new(Text(came, "code")!, Units(came, "available"), Text(came, "limited"));

    private static HoldCaptured ReadCapture(JsonElement said, JsonElement came, Catalog catalog) => new(
        ReadState(Text(said, "hold")!, came, catalog), Text(said, "model") ?? "", Units(said, "units"), IsTrue(said, "final"),
        ReadLate(came), ReadMarks(came), Text(came, "code"));

    private static HoldState ReadState(string id, JsonElement came, Catalog catalog)
    {
        var hold = came.GetProperty("hold");
        return new(
            id, Text(hold, "asset") is { } asset ? catalog.AssetOf(asset) : null, Units(hold, "units"), Units(hold, "remaining"),
            Text(hold, "end") is { } end ? Names.ParseEnd(end) : null);
    }

    private static UsageMarks ReadMarks(JsonElement? came) =>
        came?.TryGetProperty("marks", out var marks) == true
            ? marks.EnumerateArray().Aggregate(UsageMarks.None, (all, mark) => all | Names.ParseMark(mark.GetString()!))
            : UsageMarks.None;

    private static LateCapture ReadLate(JsonElement? came) => Text(came, "late") is { } late ? Names.ParseLate(late) : LateCapture.None;

    private static string? Text(JsonElement? json, string name) =>
        json?.TryGetProperty(name, out var value) == true ? value.GetString() : null;

    private static long Units(JsonElement json, string name) => json.GetProperty(name).GetInt64();

    private static bool IsTrue(JsonElement json, string name) => json.TryGetProperty(name, out var value) && value.GetBoolean();
}
