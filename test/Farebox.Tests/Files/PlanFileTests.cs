using System.Text;
using Farebox.Files;

namespace Farebox.Tests.Files;

public sealed class PlanFileTests
{
    private const string Good = """
        plan: pro
        currency: USD
        meters:
          llm:
            event_type: llm.request
            components: {input: input, output: output}
            dimensions: [model]
        versions:
          1:
            effective_from: 2026-01-01T00:00:00Z
            charges:
              tokens:
                meter: llm
                prices:
                  - {class: input, unit_price: 1}
                  - {class: output, model: graduated, tiers: [{up_to: 10, unit_price: 2}, {unit_price: 1}]}
        """;

    [Fact]
    public void A_plan_without_mistakes_has_no_findings()
    {
        var file = Read(Good);

        Assert.Empty(file.Findings);
        Assert.Equal(["tokens"], file.Plan!.Versions[0].Terms.Charges.Select(charge => charge.Id));
    }

    [Theory]
    [InlineData("currency: USD", "currency: USX", "plan.yaml:2:11: error: \"USX\" is no currency of ISO 4217, and no asset of this file. Did you mean USD?")]
    [InlineData("plan: pro", "paln: pro", "the key \"paln\" is not known here. Did you mean plan?")]
    [InlineData("class: input, unit", "class: inputt, unit", "plan.yaml:15:21: error: the meter llm has no class \"inputt\". Did you mean input?")]
    [InlineData("{class: input, unit_price: 1}", "{unit_price: 1}", "plan.yaml:15:13: error: the key class is missing here: the meter llm has input or output.")]
    [InlineData("class: input, unit", "class: input, dimensions: {modell: a}, unit", "the meter llm has no dimension \"modell\". Did you mean model?")]
    [InlineData("meter: llm", "meter: lmm", "plan.yaml:13:16: error: there is no meter \"lmm\" in these files. Did you mean llm?")]
    [InlineData("model: graduated", "model: gradated", "plan.yaml:16:36: error: \"gradated\" is not allowed here. Did you mean graduated?")]
    [InlineData("{up_to: 10, unit_price: 2}", "{up_to: ten, unit_price: 2}", "plan.yaml:16:63: error: \"ten\" does not fit")]
    [InlineData("{up_to: 10, unit_price: 2}", "{up_to: 10}", "plan.yaml:16:55: error: 'unit_price' is missing")]
    [InlineData("unit_price: 1}\n", "unit_price: 1, size: 5}\n", "plan.yaml:15:49: error: There is no key 'size' here")]
    [InlineData("    charges:", "    revoked: 2026-02-01T00:00:00Z\n    charges:", "plan.yaml:11:14: error: version 1 has started by then")]
    [InlineData("        prices:", "        group_by: [modle]\n        prices:", "the meter llm has no dimension \"modle\". Did you mean model?")]
    [InlineData("        prices:", "        priced_per: month\n        prices:", "\"month\" is not allowed here.")]
    [InlineData("        prices:", "        minimum: -1\n        prices:", "it is below zero")]
    [InlineData("currency: USD", "currency: USD\ntime_zone: Mars/Olympus", "there is no time zone \"Mars/Olympus\"")]
    [InlineData("    dimensions: [model]", "    dimensions: [model]\n  users: {event_type: seen, aggregation: unique_count}", "key_field")]
    [InlineData("currency: USD", "currency: USD\nconventions: lagoo", "Did you mean lago?")]
    [InlineData("    charges:", "    allowances: {some: {included: 5, charges: [token]}}\n    charges:", "there is no charge \"token\" in this version. Did you mean tokens?")]
    [InlineData("    charges:", "    fees: {tokens: 5}\n    charges:", "Two lines of the bill are called 'tokens'.")]
    public void A_mistake_is_found_with_its_place_and_what_was_probably_meant(string good, string bad, string expected)
    {
        var file = Read(Good.Replace(good, bad, StringComparison.Ordinal));

        Assert.Null(file.Plan);
        Assert.Contains(file.Findings, finding => finding.ToString().Contains(expected, StringComparison.Ordinal));
    }

    [Fact]
    public void Versions_follow_each_other_in_time()
    {
        var file = Read(Good + "\n  2:\n    effective_from: 2025-01-01T00:00:00Z\n    fees: {a: 1}\n");

        Assert.Contains("must be effective later than version 1", Assert.Single(file.Findings).Text, StringComparison.Ordinal);
    }

    [Fact]
    public void The_limits_of_several_units_are_those_of_classes_that_there_are()
    {
        var file = Read(Good.Replace("{class: input, unit_price: 1}", "{class: input, model: capacity, tiers: [{limits: {input: 10, seats: 5}, amount: 1}]}", StringComparison.Ordinal));

        Assert.Contains("has no class \"seats\", and the limits of several units are those of classes", Assert.Single(file.Findings).Text, StringComparison.Ordinal);
    }

    [Fact]
    public void A_file_that_is_no_plan_says_what_is_expected() =>
        Assert.Contains("a map with plan, currency, meters and versions is expected here", Assert.Single(Read("- a").Findings).Text, StringComparison.Ordinal);

    private static PlanFile Read(string text) => PlanFile.Read("plan.yaml", Encoding.UTF8.GetBytes(text));
}
