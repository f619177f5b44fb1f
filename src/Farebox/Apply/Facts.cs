using System.Globalization;
using System.Text.Json;
using Farebox.Client;
using Farebox.Money;
using Farebox.Rating;

namespace Farebox.Apply;

/// <summary>What is said of a resource of the API. New members of a resource get their fact here.</summary>
internal static class Facts
{
    public static Fact[] Of(Client.Asset asset) =>
    [
        new("kind", asset.Kind ?? ""),
        new("scale", asset.Scale?.ToString(CultureInfo.InvariantCulture) ?? ""),
    ];

    public static Fact[] Of(Meter meter) =>
    [
        new("event_type", meter.EventType),
        new("aggregation", meter.Aggregation ?? "sum"),
        .. (meter.Filter ?? []).Select(term => new Fact($"filter {term.Key}", string.Join(", ", term.Value))),
        .. (meter.Components ?? []).Select((component, i) => new Fact($"component {component.Class}", $"{i} {Of(component)}", Of(component))),
        new("dimensions", string.Join(", ", meter.Dimensions ?? [])),
        new("usage_format", meter.UsageFormat ?? ""),
        new("usage_field", meter.UsageField ?? ""),
        new("on_shortfall", meter.OnShortfall ?? "debt"),
        new("priced", meter.Priced == false ? "false" : "true"),
    ];

    public static Fact[] Of(Client.Card card) =>
    [
        new("effective_from", Time.Rfc3339.Format(card.EffectiveFrom)),
        new("asset", card.Asset),
        .. Rows(card),
    ];

    /// <summary>The prices alone: what is different between one version and the next.</summary>
    public static Fact[] Rows(Client.Card card) =>
    [
        .. card.Rows.Select(row => new Fact(NameOf(row.Dimensions, row.Meter, row.Class), PriceOf(row) + TermsOf(row), ShownPrice(row) + TermsOf(row))),
        .. (card.Derived ?? []).Select(derived => new Fact(
            NameOf(derived.Dimensions, "derived", derived.Meter, derived.Class), $"{derived.From} {Canonical(derived.Factor)}", $"{derived.Factor} × {derived.From}")),
        .. (card.Multipliers ?? []).Select(multiplier => new Fact(
            NameOf(multiplier.Dimensions, ["multiplier", multiplier.Meter, multiplier.Group, .. (multiplier.Classes ?? []).Order(StringComparer.Ordinal)]),
            Canonical(multiplier.Factor), $"× {multiplier.Factor}")),
    ];

    public static Fact[] Of(Account account) => [new("rate_card", account.RateCard ?? account.PayWith?[0] ?? "default"), new("cost_card", account.CostCard ?? "default"), new("pay_with", string.Join(", ", account.PayWith ?? []))];

    public static Fact[] Of(Member member) => [new("parent", member.Parent ?? "", member.Parent ?? "the account itself")];

    private static string Of(Client.MeterComponent component) => (component.Expression ?? component.Field ?? component.Class) + (component.Optional == true ? ", optional" : "");

    private static string NameOf(CardDimensions? dimensions, params ReadOnlySpan<string> words) =>
        string.Join(' ', [
            .. words,
            .. (dimensions ?? []).OrderBy(dimension => dimension.Key, StringComparer.Ordinal)
                .Select(dimension => $"{dimension.Key}={string.Join('|', dimension.Value.Order(StringComparer.Ordinal))}"),
        ]);

    // 0.10 and 0.1 are the same factor.
    private static string Canonical(string factor) => DecimalText.TryParse(factor, out var number) ? DecimalText.Format(number) : factor;

    // 1.50 per 1000 and 0.0015 are the same price.
    private static string PriceOf(Client.CardRow row) => row.UnitPrice is not { } text ? ModelOf(row)
        : DecimalText.TryParse(text, out var price) && UnitPrice.TryCreate(price, row.Per ?? 1, out var unit) ? DecimalText.Format(unit) : text;

    private static string ShownPrice(Client.CardRow row) => row.UnitPrice is not { } text ? ModelOf(row) : row.Per is null or 1 ? text : $"{text} per {row.Per}";

    // The server answers in the same words and order as it is told in, because both come from the one writer of models.
    private static string ModelOf(Client.CardRow row) =>
        string.Join(", ", (row.Model ?? new Dictionary<string, JsonElement>()).Select(member => $"{member.Key} {Plain(member.Value)}"));

    private static string Plain(JsonElement value) => value.ValueKind == JsonValueKind.String ? value.GetString()! : value.GetRawText();

    private static string TermsOf(Client.CardRow row) =>
        (row.Resets is null or "month" ? "" : $", resets {row.Resets}") + (row.DebitRounding is null or "event" ? "" : $", debit_rounding {row.DebitRounding}");
}
