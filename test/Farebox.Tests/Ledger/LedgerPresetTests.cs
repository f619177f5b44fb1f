using Farebox.Ledger.BurnOrders;
using Farebox.Ledger.Conventions;
using Farebox.Tests.Architecture;

namespace Farebox.Tests.Ledger;

public sealed class LedgerPresetTests
{
    private static readonly SourceFile Page = Repository.Find("docs/reference/conventions.md")!;

    private static readonly (string Key, Func<LedgerPreset, object> Choice)[] Conventions =
    [
        ("expiry_instant", preset => preset.ExpiryInstant),
        ("grace_hours", preset => (int)preset.Grace.TotalHours),
        ("shortfall", preset => preset.Shortfall),
        ("threshold_equality", preset => preset.ThresholdEquality),
        ("threshold_report", preset => preset.ThresholdReport),
        ("early_billing", preset => preset.EarlyBilling),
    ];

    [Fact]
    public void There_is_a_preset_for_each_system_and_ours_comes_first() =>
        Assert.Equal(["farebox", "autumn", "flexprice", "lago", "openmeter", "polar", "stigg"], LedgerPreset.All.Select(preset => preset.Name));

    [Fact]
    public void Each_says_where_it_is_from() => Assert.All(LedgerPreset.All, preset => Assert.EndsWith(".", preset.Source, StringComparison.Ordinal));

    [Fact]
    public void Each_has_an_order_that_its_credit_burns_in() => Assert.All(LedgerPreset.All, preset => Assert.NotNull(BurnOrderPreset.Find(preset.Name)));

    [Theory]
    [InlineData("flexprice", ExpiryInstant.Inclusive, Shortfall.Reject)]
    [InlineData("openmeter", ExpiryInstant.Exclusive, Shortfall.Debt)]
    public void Systems_differ(string name, ExpiryInstant expiry, Shortfall shortfall)
    {
        var preset = LedgerPreset.Find(name)!;
        Assert.Equal((expiry, shortfall), (preset.ExpiryInstant, preset.Shortfall));
    }

    [Fact]
    public void A_name_nobody_has_finds_nothing() => Assert.Null(LedgerPreset.Find("Lago"));

    [Fact]
    public void The_page_says_who_chose_what() => Assert.Empty(Violations(Page.Text));

    [Fact]
    public void A_page_that_says_otherwise_is_seen() =>
        Assert.Equal(["shortfall"], Violations(Page.Text.Replace("flexprice, lago: `reject`", "lago: `reject`", StringComparison.Ordinal)));

    private static string[] Violations(string page) =>
        [.. Conventions.Where(convention => !page.Split('\n').Any(line => line.StartsWith($"| `{convention.Key}` |", StringComparison.Ordinal) && line.EndsWith(LineOf(convention.Choice), StringComparison.Ordinal))).Select(convention => convention.Key)];

    private static string LineOf(Func<LedgerPreset, object> choice)
    {
        var others = LedgerPreset.All.Where(preset => !choice(preset).Equals(choice(LedgerPreset.Farebox))).GroupBy(preset => Word(choice(preset)))
            .Select(group => $"{string.Join(", ", group.Select(preset => preset.Name))}: `{group.Key}`");
        return $"| `{Word(choice(LedgerPreset.Farebox))}` | {string.Join("; ", others)} |";
    }

    private static string Word(object choice) =>
        string.Concat(choice.ToString()!.Select((letter, i) => char.IsUpper(letter) ? $"{(i == 0 ? "" : "_")}{char.ToLowerInvariant(letter)}" : $"{letter}"));
}
