using System.Text;
using Farebox.Files;
using Farebox.Metering;
using Farebox.Metering.Expressions;
using Farebox.Metering.Payloads;
using Farebox.Money;
using Farebox.Rating;
using Farebox.Tests.Architecture;

namespace Farebox.Tests.Files;

public sealed class PricingFolderTests
{
    [Fact]
    public void The_sample_folder_has_nothing_wrong_and_nothing_odd()
    {
        var folder = PricingFolder.Read(Path.Combine(Repository.Root, "samples/pricing"), FileSample.Now);

        Assert.Empty(folder.Findings);
        Assert.Equal(["USD", "credit"], folder.Assets.Select(asset => asset.Value.Code));
        Assert.Equal(["images", "llm"], folder.Meters.Select(meter => meter.Value.Id));
        Assert.Equal([(CardKind.Rate, 1), (CardKind.Cost, 1)], folder.Cards.Select(card => (card.Value.Kind, card.Value.Version)));
        var account = Assert.Single(folder.Accounts).Value;
        Assert.Equal(["team-a <", "alice < team-a", "ben < team-a", "team-b <", "chen < team-b"], account.Members.Select(member => $"{member.Value.Id} < {member.Value.Parent}".TrimEnd()));
        Assert.Equal([(null, 100_000m), ("team-a", 2_500m), ("alice", 50m)], account.Limits.Select(limit => (limit.Value.Member, limit.Value.Max)));
    }

    [Fact]
    public void The_sample_of_units_is_the_folder_of_its_guide_and_nothing_is_odd_but_that_its_dates_are_past()
    {
        var sample = File.ReadAllText(Path.Combine(Repository.Root, "samples/units/units.yaml"));
        var folder = PricingFolder.Read(Path.Combine(Repository.Root, "samples/units"), FileSample.Now);

        Assert.Contains("is effective from 2026-06-01", Assert.Single(folder.Findings).Text, StringComparison.Ordinal);
        Assert.Equal([(CardKind.Rate, "default"), (CardKind.Rate, "dollars"), (CardKind.Exchange, "default"), (CardKind.Exchange, "default")], folder.Cards.Select(card => (card.Value.Kind, card.Value.CardId)));
        Assert.Contains(sample[(sample.IndexOf('\n', StringComparison.Ordinal) + 1)..], Repository.Find("docs/guides/pay-in-the-unit-that-fits.md")!.Text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("0.1", "0.1")]
    [InlineData("\"0.1\"", "0.1")]
    [InlineData("0.10", "0.1")]
    [InlineData("123456789.123456789012", "123456789.123456789012")]
    [InlineData("0.000000000001", "0.000000000001")]
    [InlineData("8.7", "8.7")]
    [InlineData("9007199254.740993", null)]
    public void A_price_is_taken_digit_by_digit(string written, string? expected)
    {
        var folder = FileSample.Read(FileSample.Good.Replace("unit_price: 1, per: 1000", $"unit_price: {written}", StringComparison.Ordinal));

        // The last one is more than a unit price may be, and more than a binary number could tell from its neighbour.
        if (expected is null) Assert.Contains("too fine or too large", Assert.Single(FileSample.Errors(folder)), StringComparison.Ordinal);
        else Assert.Equal(expected, DecimalText.Format(folder.Cards[0].Value.Rows[0].UnitPrice));
    }

    [Fact]
    public void Lists_derived_classes_and_multipliers_reach_the_card()
    {
        var folder = FileSample.Read("""
            assets: {credit: }
            meters: {m: {event_type: t, components: {input: a, cached: b}, dimensions: [model, tier]}}
            rate_cards:
              default:
                asset: credit
                versions:
                  1:
                    effective_from: 2026-01-01T00:00:00Z
                    rows:
                      - {meter: m, class: input, dimensions: {model: [large, small], tier: "*"}, unit_price: 10}
                      - {meter: m, class: input, dimensions: {model: [tiny, "*"]}, unit_price: 30}
                    derived:
                      - {meter: m, class: cached, from: input, factor: 0.1, dimensions: {model: large}}
                    multipliers:
                      - {meter: m, group: tier, factor: 0.5, dimensions: {tier: [batch, flex]}, classes: [input]}
            """);

        Assert.Empty(folder.Findings);
        var card = folder.Cards[0].Value;
        Assert.Equal(["model=large|small", ""], card.Rows.Select(row => row.Where.ToString()));
        Assert.Equal([new DerivedClass("m", "cached", "input", 0.1m, DimensionMatch.Of([KeyValuePair.Create("model", "large")]))], card.Derived.AsEnumerable());
        Assert.Equal(("tier", 0.5m, "tier=batch|flex", "input"), Assert.Single(card.Multipliers) is var found ? (found.Group, found.Factor, found.Where.ToString(), found.Classes[0]) : default);
    }

    [Fact]
    public void Every_key_reaches_what_it_is_for()
    {
        var meter = Assert.Single(FileSample.Read("""
            meters:
              m:
                event_type: a.b
                filter: {region: [eu, us], tier: gold}
                aggregation: sum
                components:
                  input: usage.input
                  cached: {field: usage.cached, optional: true}
                dimensions: [model, size]
                on_shortfall: reject
                priced: false
            """).Meters).Value;

        Assert.True(meter.HasSameTerms(new(
            "m", "a.b", Aggregation.Sum, [new("input", "usage.input"), new("cached", "usage.cached", true)], ["model", "size"],
            System.Collections.Immutable.ImmutableSortedDictionary<string, System.Collections.Immutable.ImmutableArray<string>>.Empty
                .Add("region", ["eu", "us"]).Add("tier", ["gold"]),
            ShortfallPolicy.Reject, isPriced: false)));
    }

    [Fact]
    public void A_meter_may_read_expressions_and_usage_objects()
    {
        var meters = FileSample.Read("""
            meters:
              calculated: {event_type: a, components: {size: {expression: width*height, optional: true}}}
              counted: {event_type: a, usage_format: gemini, usage_field: answer.usage, components: {input: input, output: output+reasoning}}
              told: {event_type: a, usage_format: auto, components: {input: {field: input}}}
            """).Meters.Select(meter => meter.Value).ToArray();

        Assert.True(QuantityExpression.TryRead("width*height", out var area, out _));
        Assert.True(meters[0].HasSameTerms(new("calculated", "a", Aggregation.Sum, [new("size", area, optional: true)])));
        Assert.True(meters[1].HasSameTerms(new(
            "counted", "a", Aggregation.Sum, [new("input", "input"), new("output", "output+reasoning")], usage: new(UsageFormat.Gemini, "answer.usage"))));
        Assert.True(meters[2].HasSameTerms(new("told", "a", Aggregation.Sum, [new("input", "input")], usage: new())));
    }

    [Fact]
    public void Defaults_are_those_of_the_API()
    {
        var folder = FileSample.Read("assets: {credit: , USD: , JPY: , EUR: {kind: unit}}\nmeters: {m: {event_type: a, aggregation: count}}");

        Assert.Equal(["EUR/6 Unit", "JPY/6 Currency", "USD/9 Currency", "credit/6 Unit"], folder.Assets.Select(asset => $"{asset.Value} {asset.Value.Kind}"));
        Assert.True(folder.Meters[0].Value.HasSameTerms(new("m", "a", Aggregation.Count, [])));
    }

    [Fact]
    public void Files_are_one_whole_in_any_order()
    {
        var parts = FileSample.Good.Split("\nmeters:");
        var apart = FileSample.Read("rate_cards" + parts[1].Split("rate_cards")[1], "meters:" + parts[1].Split("rate_cards")[0], parts[0]);

        Assert.Empty(apart.Findings);
        Assert.Equal(FileSample.Read(FileSample.Good).Cards[0].Value.Rows[0].Build(), apart.Cards[0].Value.Rows[0].Build());
    }

    [Fact]
    public void Versions_of_a_card_may_stand_in_files_of_their_own()
    {
        var second = """
            rate_cards:
              default:
                asset: credit
                versions:
                  2:
                    effective_from: 2026-08-01T02:00:00+02:00
                    rows: [{meter: llm, class: input, unit_price: 2, per: 1000}]
            """;
        var folder = FileSample.Read(second, FileSample.Good);

        Assert.Empty(folder.Findings);
        Assert.Equal([1, 2], folder.Cards.Select(card => card.Value.Version));
        Assert.Equal(
            "b.yaml:10:12: error: the card \"default\" is in gold, by a.yaml:3:12. All versions of a card are in one asset.",
            Assert.Single(FileSample.Errors(FileSample.Read(second.Replace("credit", "gold", StringComparison.Ordinal) + "\nassets: {gold: }", FileSample.Good))));
    }

    [Fact]
    public void The_same_thing_in_two_files_is_refused_with_both_places()
    {
        var errors = FileSample.Errors(FileSample.Read(FileSample.Good, "assets: {credit: }\nmeters: {llm: {event_type: x, aggregation: count}}"));

        Assert.Equal(
            [
                "b.yaml:1:10: error: the asset \"credit\" is defined already, at a.yaml:2:3. Keep one of the two.",
                "b.yaml:2:10: error: the meter \"llm\" is defined already, at a.yaml:4:3. Keep one of the two.",
            ],
            errors);
    }

    [Fact]
    public void All_mistakes_of_all_files_are_found_in_one_run()
    {
        var errors = FileSample.Errors(FileSample.Read("asets: {}\nassets:\n  a: {scale: 12, kind: units}\n", "meters:\n  m: {event_type: \"\"}\n  n: {}\n"));

        Assert.Equal(
            ["a.yaml:1:1", "a.yaml:3:14", "a.yaml:3:24", "b.yaml:2:19", "b.yaml:3:6"],
            errors.Select(error => error.Split(": error")[0]));
    }

    [Fact]
    public void What_is_malformed_is_not_said_to_be_missing_too()
    {
        var text = FileSample.Good.Replace("event_type: llm.request", "event_typ: llm.request", StringComparison.Ordinal);

        Assert.All(FileSample.Errors(FileSample.Read(text)), error => Assert.Contains("event_typ", error, StringComparison.Ordinal));
    }

    [Fact]
    public void What_may_stand_in_a_file_that_cannot_be_read_is_not_said_to_be_missing()
    {
        var parts = FileSample.Good.Split("\nmeters:");

        Assert.StartsWith("a.yaml:1:1: error: the bytes", Assert.Single(FileSample.Errors(PricingFolder.Read(
            [("a.yaml", [0xFF]), ("b.yaml", Encoding.UTF8.GetBytes("meters:" + parts[1]))], FileSample.Now))), StringComparison.Ordinal);
    }

    [Fact]
    public void Aliases_stand_for_what_they_name()
    {
        var folder = FileSample.Read("accounts:\n  a: &team {members: {x: {members: {y: }}}}\n  b: *team\n");

        Assert.Empty(folder.Findings);
        Assert.Equal(folder.Accounts[0].Value.Members.AsEnumerable(), folder.Accounts[1].Value.Members.AsEnumerable());
    }
}
