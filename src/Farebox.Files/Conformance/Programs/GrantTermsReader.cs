using System.Collections.Immutable;
using Farebox.Charging;
using Farebox.Files.Yaml;
using Farebox.Ledger;
using Farebox.Ledger.Conventions;
using Farebox.Money;
using Farebox.Time;

namespace Farebox.Files.Conformance.Programs;

/// <summary>Reads the terms of grants and of schedules. What they leave open is as the preset of the case says.</summary>
internal sealed class GrantTermsReader(LedgerPreset preset, ProgramSetup setup, Findings found)
{
    // The smallest step of time that is kept: the last instant before it is the one that a system with an inclusive expiry means.
    private static readonly TimeSpan Instant = TimeSpan.FromMicroseconds(1);

    public IssueGrant Read(YamlMap map)
    {
        var effectiveAt = TimeOf(map, "effective_at");
        var expiry = TimeOf(map, "expires_at");
        if (map.Find("rollover") is { } rollover && expiry is null) found.Error(rollover.Place, "what never expires does not roll over. Add expires_at.");
        var terms = ReadTerms(map) with
        {
            EffectiveAt = effectiveAt ?? default,
            ExpiresAt = expiry + (preset.ExpiryInstant == ExpiryInstant.Inclusive ? Instant : TimeSpan.Zero),
        };
        return new(ProgramSetup.Tenant, ProgramSetup.Account, terms, effectiveNow: effectiveAt is null);
    }

    public SetUpSchedule ReadSchedule(YamlMap map)
    {
        var (startsAt, anchor) = (TimeOf(map, "starts_at"), TimeOf(map, "anchor"));
        var terms = new ScheduleTerms
        {
            Grant = ReadTerms(map) with { EffectiveAt = startsAt ?? default },
            Cadence = new(SpanOf(map, "every")!.Value, anchor ?? startsAt ?? default, TimeZoneInfo.Utc),
            EndsAt = TimeOf(map, "ends_at"),
            Life = (GrantLife)IndexOf(map, "lasts", ScheduleWords.Lives),
            Proration = map.Find("proration") is YamlMap proration ? ProrationOf(proration) : Proration.None,
            ReleaseEvery = SpanOf(map, "release_every"),
            Seats = map.Find("seats") is YamlScalar seats ? (int)seats.Number() : null,
            OnSeatsAdded = (SeatsAdded)IndexOf(map, "on_seats_added", ScheduleWords.SeatsAdded),
            OnSeatsRemoved = (SeatsRemoved)IndexOf(map, "on_seats_removed", ScheduleWords.SeatsRemoved),
        };
        if (terms.ReleaseEvery?.PartsOf(terms.Cadence.Span) < 2) found.Error(map.Find("release_every")!.Place, "release_every divides every into two parts or more, such as a month of a year.");
        return new(ProgramSetup.Tenant, ProgramSetup.Account, terms, startsNow: startsAt is null);
    }

    private GrantTerms ReadTerms(YamlMap map)
    {
        var asset = map.Text("asset") is { } code ? ProgramAssets.Of(code) : setup.Asset;
        return new()
        {
            Id = map.Required("id"),
            Asset = asset,
            Units = ProgramAssets.Units((YamlScalar)map.Find("amount")!, asset, found),
            Source = (GrantSource)IndexOf(map, "source", GrantSources.All),
            Priority = map.Find("priority") is YamlScalar priority ? (int)priority.Number() : 0,
            EffectiveAt = default,
            Grace = map.Find("grace_seconds") is YamlScalar seconds ? TimeSpan.FromSeconds((long)seconds.Number()) : preset.Grace,
            CostBasis = CostOf(map),
            Scope = map.Find("scope") is not YamlMap scope ? GrantScope.Anything : new(Texts(scope, "meters"), Texts(scope, "models"), Texts(scope, "members")),
            Owner = map.Text("owner"),
            Payment = (GrantPayment)IndexOf(map, "payment", GrantPayments.All),
            Lendable = map.Find("lendable") is YamlScalar lendable ? ProgramAssets.Units(lendable, asset, found) : 0,
            Rollover = map.Find("rollover") is { } rollover ? RolloverOf(rollover.OrEmpty(), asset) : null,
        };
    }

    private RolloverTerms RolloverOf(YamlMap map, Asset asset) => new()
    {
        Basis = (RolloverBasis)IndexOf(map, "basis", RolloverWords.Bases),
        FractionParts = map.Find("fraction") is YamlScalar fraction ? (int)decimal.Clamp(fraction.Number() * RolloverTerms.Whole, 0m, RolloverTerms.Whole) : RolloverTerms.Whole,
        Cap = map.Find("cap") is YamlScalar cap ? ProgramAssets.Units(cap, asset, found) : null,
        CapOf = (RolloverCapOf)IndexOf(map, "cap_of", RolloverWords.CapsOf),
        GenerationsMax = map.Find("max_generations") is YamlScalar generations ? (int)generations.Number() : null,
        Order = (RolloverOrder)IndexOf(map, "order", RolloverWords.Orders),
        NewExpiry = SpanOf(map, "new_expiry"),
        OnPlanChange = (RolloverOnPlanChange)IndexOf(map, "on_plan_change", RolloverWords.OnPlanChange),
    };

    private static Proration ProrationOf(YamlMap map) =>
        new((ProrationBasis)IndexOf(map, "basis", Proration.Bases), First: true, Last: true, (ProrationRounding)IndexOf(map, "rounding", Proration.Roundings));

    private Amount? CostOf(YamlMap map)
    {
        if (map.Find("cost_basis") is not YamlMap basis) return null;

        var asset = ProgramAssets.Of(basis.Required("asset"));
        if (asset.Kind != AssetKind.Currency) found.Error(basis.Find("asset")!.Place, "a cost basis is in a currency.");
        return Amount.FromUnits(asset, ProgramAssets.Units((YamlScalar)basis.Find("amount")!, asset, found));
    }

    private static ImmutableArray<string> Texts(YamlMap map, string key) => [.. map.Items(key).SelectMany(item => item.Texts())];

    private static DateTimeOffset? TimeOf(YamlMap map, string key) => map.Text(key) is { } text && Rfc3339.TryParse(text, out var instant) ? instant : null;

    private static CadenceSpan? SpanOf(YamlMap map, string key) =>
        map.Find(key) is YamlMap span ? new((CadenceUnit)IndexOf(span, "unit", ScheduleWords.Units), span.Find("count") is YamlScalar count ? (int)count.Number() : 1) : null;

    /// <summary>The number of a word whose place in its list is its value; the first where it is left out.</summary>
    private static int IndexOf(YamlMap map, string key, IReadOnlyList<string> words) => map.Text(key) is { } word ? words.Index().First(item => item.Item == word).Index : 0;
}
