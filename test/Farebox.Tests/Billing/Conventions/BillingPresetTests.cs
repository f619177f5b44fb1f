using Farebox.Billing.Conventions;
using Farebox.Tests.Architecture;

namespace Farebox.Tests.Billing.Conventions;

public sealed class BillingPresetTests
{
    private static readonly SourceFile Page = Repository.Find("docs/reference/conventions.md")!;

    private static readonly (string Key, Func<BillingPreset, string> Choice)[] Choices =
    [
        ("measure", preset => ChoiceWords.Of(preset.Proration.Measure)),
        ("end_day", preset => preset.Proration.IsEndDayBilled ? "billed" : "unbilled"),
        ("ratio_decimals", preset => preset.Proration.RatioDecimals?.ToString(System.Globalization.CultureInfo.InvariantCulture) ?? "none"),
        ("outside", preset => preset.Proration.IsWholeOutside ? "whole" : "measured"),
        ("coupon_order", preset => ChoiceWords.Of(preset.Invoice.CouponOrder)),
        ("coupon_scope", preset => preset.Invoice.IsNarrowFirst ? "narrow_first" : "any"),
        ("share_decimals", preset => preset.Invoice.ShareDecimals?.ToString(System.Globalization.CultureInfo.InvariantCulture) ?? "line"),
        ("share_rest", preset => ChoiceWords.Of(preset.Invoice.ShareRest)),
        ("tax_rounding", preset => ChoiceWords.Of(preset.Invoice.TaxRounding)),
        ("tax_base", preset => ChoiceWords.Of(preset.Invoice.TaxBase)),
        ("minimum_base", preset => ChoiceWords.Of(preset.Invoice.MinimumBase)),
    ];

    [Fact]
    public void There_is_a_preset_for_each_system_and_ours_comes_first() => Assert.Equal(
        ["farebox", "autumn", "flexprice", "killbill", "lago", "meteroid", "openmeter", "orb", "polar", "stripe"], BillingPreset.All.Select(preset => preset.Name));

    [Fact]
    public void Each_says_where_it_is_from() => Assert.All(BillingPreset.All, preset => Assert.EndsWith(".", preset.Source, StringComparison.Ordinal));

    [Fact]
    public void The_page_says_who_chose_what() => Assert.Empty(Violations(Page.Text));

    [Fact]
    public void A_page_that_says_otherwise_is_seen() =>
        Assert.Equal(["tax_rounding"], Violations(Page.Text.Replace("flexprice: `per_tax`", "lago: `per_tax`", StringComparison.Ordinal)));

    [Fact]
    public void A_word_is_for_one_choice_and_any_other_is_refused()
    {
        Assert.All(Enum.GetValues<Farebox.Billing.Subscriptions.ProrationMeasure>(), measure => Assert.Equal(measure, ChoiceWords.Read<Farebox.Billing.Subscriptions.ProrationMeasure>(ChoiceWords.Of(measure))));
        Assert.Throws<ArgumentException>(() => ChoiceWords.Read<Farebox.Billing.Subscriptions.ProrationMeasure>("minute"));
    }

    private static string[] Violations(string page) =>
        [.. Choices.Where(choice => !page.Split('\n').Any(line => line.StartsWith($"| `{choice.Key}` |", StringComparison.Ordinal) && line.EndsWith(LineOf(choice.Choice), StringComparison.Ordinal))).Select(choice => choice.Key)];

    private static string LineOf(Func<BillingPreset, string> choice)
    {
        var own = choice(BillingPreset.Farebox);
        var others = BillingPreset.All.Where(preset => choice(preset) != own).GroupBy(choice).Select(group => $"{string.Join(", ", group.Select(preset => preset.Name))}: `{group.Key}`");
        return $"| `{own}` | {string.Join("; ", others)} |";
    }
}
