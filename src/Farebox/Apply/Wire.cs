using Farebox.Client;
using Farebox.Files;
using Farebox.Metering;
using Farebox.Metering.Aggregating.Forms;
using Farebox.Metering.Payloads;
using Farebox.Money;
using Farebox.Postgres.Configuration;
using Farebox.Rating;
using Farebox.Rating.Terms;
using Farebox.Time;

namespace Farebox.Apply;

/// <summary>What the files define as the API's resources, with every default written out, as the server answers them.</summary>
internal static class Wire
{
    public static Client.Asset Of(Money.Asset asset) => new()
    {
        Code = asset.Code,
        Kind = asset.Kind == AssetKind.Currency ? "currency" : "unit",
        Scale = asset.Scale,
    };

    public static Client.Meter Of(Metering.Meter meter)
    {
        var filter = new Client.MeterFilter();
        foreach (var (field, values) in meter.Filter) filter.Add(field, values);
        return new()
        {
            Id = meter.Id,
            EventType = meter.EventType,
            Filter = filter,
            Aggregation = AggregationForm.WriteKind(meter.Aggregation),
            Components = meter.Terms.IsCounted ? null : [.. meter.Components.Select(Of)],
            Dimensions = meter.Dimensions,
            OnShortfall = meter.OnShortfall == ShortfallPolicy.Reject ? "reject" : "debt",
            Priced = meter.IsPriced,
            UsageFormat = meter.Usage is null ? null : meter.Usage.Format is { } format ? UsageFormats.NameOf(format) : UsageFormats.Auto,
            UsageField = meter.Usage?.Field,
        };
    }

    public static Client.Card Of(CardTerms card) => new()
    {
        Kind = card.Kind.Name(),
        Id = card.CardId,
        Version = card.Version,
        EffectiveFrom = card.EffectiveFrom,
        Asset = card.AssetCode,
        Rows = [.. card.Rows.Select(Of)],
        Derived = card.Derived.IsEmpty ? null : [.. card.Derived.Select(Of)],
        Multipliers = card.Multipliers.IsEmpty ? null : [.. card.Multipliers.Select(Of)],
    };

    /// <summary>A card that is not named is left out, so that the default one may still come.</summary>
    public static Account Of(AccountTerms account) => new() { Id = account.Id, RateCard = account.RateCard, CostCard = account.CostCard, PayWith = account.PayWith.IsEmpty ? null : account.PayWith };

    public static Client.Member Of(MemberTerms member) => new() { Id = member.Id, Parent = member.Parent };

    public static Limit Of(LimitTerms limit) => new() { Member = limit.Member, Asset = limit.Asset, Max = DecimalText.Format(limit.Max) };

    private static Client.CardRow Of(CardRowTerms row) => new()
    {
        Meter = row.Meter,
        Class = row.Class,
        Dimensions = Of(row.Where),
        UnitPrice = row.Charge is null ? DecimalText.Format(row.UnitPrice) : null,
        Per = row.Charge is null ? row.Per : null,
        Resets = row.Resets == CounterReset.Month ? null : CardRowJson.Resets[(int)row.Resets],
        DebitRounding = row.DebitRounding == DebitRounding.Event ? null : CardRowJson.Roundings[(int)row.DebitRounding],
        Model = row.Charge is { } charge ? ChargeJson.Members(ChargeWriter.Write(charge)) : null,
    };

    private static CardDerivedClass Of(DerivedClass derived) => new()
    {
        Meter = derived.Meter,
        Class = derived.Class,
        From = derived.From,
        Factor = DecimalText.Format(derived.Factor),
        Dimensions = Of(derived.Where),
    };

    private static Client.CardMultiplier Of(Rating.CardMultiplier multiplier) => new()
    {
        Meter = multiplier.Meter,
        Group = multiplier.Group,
        Factor = DecimalText.Format(multiplier.Factor),
        Dimensions = Of(multiplier.Where),
        Classes = multiplier.Classes.IsEmpty ? null : multiplier.Classes,
    };

    private static CardDimensions Of(DimensionMatch where)
    {
        var dimensions = new CardDimensions();
        foreach (var (name, values) in where.Values) dimensions.Add(name, values);
        return dimensions;
    }

    private static Client.MeterComponent Of(Metering.MeterComponent component) =>
        new()
        {
            Class = component.Class,
            Field = component.Expression is null ? component.Field : null,
            Expression = component.Expression?.Text,
            Optional = component.IsOptional,
        };
}
