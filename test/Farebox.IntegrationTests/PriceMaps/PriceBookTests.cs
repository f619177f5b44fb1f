using System.Globalization;
using Farebox.PriceMaps;

namespace Farebox.IntegrationTests.PriceMaps;

public sealed class PriceBookTests
{
    public static TheoryData<string> ExpectedLines => [.. File.ReadLines(MapFiles.PathOf("expected-prices.csv")).Skip(1)];

    [Theory]
    [MemberData(nameof(ExpectedLines))]
    public void A_price_is_what_it_was_worked_out_to_be_elsewhere(string line)
    {
        if (line.Split(',') is not [var source, var provider, var model, var @class, var dollars, _]) throw new FormatException(line);
        var models = source == "litellm" ? MapFiles.Litellm() : MapFiles.Genai();
        var book = PriceBook.Make(models, MapFiles.Options() with { Models = [model], Providers = [provider] });

        var row = book.Row("cost", model, @class);

        Assert.Equal((decimal.Parse(dollars, CultureInfo.InvariantCulture), 1_000_000), (row!.UnitPrice, row.Per));
    }

    [Theory]
    [InlineData("gpt-5.5", 125, 12.5, 750)]
    [InlineData("gpt-5.4", 62.5, 6.25, 375)]
    public void At_25_credits_for_a_dollar_the_rate_card_is_the_vendors_own_credit_table(string model, decimal input, decimal cached, decimal output)
    {
        var book = PriceBook.Make(MapFiles.Litellm(), MapFiles.Options(PriceDoubts.Tiered) with { Models = [model], Asset = "credit", PerDollar = 25m });

        Assert.Equal([input, cached, output], new[] { "input", "cached_input", "output" }.Select(name => book.Row("rate", model, name)!.UnitPrice));
    }

    [Fact]
    public void Every_row_of_the_rate_card_is_the_files_price_times_the_markup_and_of_the_cost_card_the_price_itself()
    {
        var options = MapFiles.Options([.. PriceDoubts.Acceptable]) with { Markup = 1.175m, Asset = "credit", PerDollar = 100m };
        var book = PriceBook.Make(MapFiles.Litellm(), options);
        var rows = new HashSet<(string, string)>();
        foreach (var (model, field) in book.Models.SelectMany(model => model.Fields.Where(field => field.IsMapped).Select(field => (model, field))))
        {
            var (cost, rate) = (book.Row("cost", model.Id, field.Class!)!, book.Row("rate", model.Id, field.Class!)!);
            Assert.Equal(field.Price * cost.Per, cost.UnitPrice);
            Assert.Equal(field.Price * 117.5m * rate.Per, rate.UnitPrice);
            rows.Add((model.Id, field.Class!));
        }

        Assert.True(rows.Count > 100);
        Assert.Equal(book.Cards.Single(card => card.Kind == "cost").Rows.Count, rows.Count + book.ReasoningRows);
    }

    [Fact]
    public void Reasoning_costs_what_output_costs_unless_the_file_has_a_price_for_it()
    {
        var book = PriceBook.Make(MapFiles.Litellm(), MapFiles.Options());

        Assert.Equal(book.Row("cost", "o3", "output")!.UnitPrice, book.Row("cost", "o3", "reasoning")!.UnitPrice);
        Assert.Equal((8m, 3m), (book.Row("cost", "perplexity/sonar-deep-research", "output")!.UnitPrice, book.Row("cost", "perplexity/sonar-deep-research", "reasoning")!.UnitPrice));
    }

    [Fact]
    public void A_change_of_price_is_a_version_from_its_day_and_one_that_was_cancelled_is_none()
    {
        var book = PriceBook.Make(MapFiles.Genai(), MapFiles.Options("tiered") with { Models = ["claude-sonnet-5", "gemini-3.6-flash", "o3"], Version = 4 });

        Assert.Equal([(4, new DateOnly(2026, 8, 1)), (5, new DateOnly(2027, 1, 1))], book.Cards.Where(card => card.Kind == "rate").Select(card => (card.Version, card.EffectiveFrom)));
        Assert.Equal([0.75m, 1.5m], [book.Row("cost", "gemini-3.6-flash", "input", 4)!.UnitPrice, book.Row("cost", "gemini-3.6-flash", "input", 5)!.UnitPrice]);
        Assert.Equal([2m, 2m], [book.Row("cost", "claude-sonnet-5", "input", 4)!.UnitPrice, book.Row("cost", "claude-sonnet-5", "input", 5)!.UnitPrice]);
        Assert.Equal("known_error", book.Field("prices/1/input_mtok", "claude-sonnet-5").Code);
        Assert.Equal("past", book.Field("prices/0/input_mtok", "o3").Code);
    }

    [Fact]
    public void Exact_names_of_a_model_have_rows_and_names_by_pattern_are_reported()
    {
        var book = PriceBook.Make(MapFiles.Genai(), MapFiles.Options() with { Models = ["claude-opus-4-0", "claude-2"] });

        Assert.Equal(15m, book.Row("cost", "claude-opus-4-20250514", "input")!.UnitPrice);
        Assert.Equal("pattern", book.Field("match", "claude-2").Code);
    }

    [Fact]
    public void A_model_that_two_providers_sell_has_no_price_until_one_is_named()
    {
        var both = PriceBook.Make(MapFiles.Genai(), MapFiles.Options() with { Models = ["openai/gpt-oss-120b"] });
        var one = PriceBook.Make(MapFiles.Genai(), MapFiles.Options() with { Models = ["openai/gpt-oss-120b"], Providers = ["openrouter"] });

        Assert.Empty(both.Cards);
        Assert.All(both.Models.SelectMany(model => model.Fields).Where(field => field.Class is not null), field => Assert.Equal(PriceDoubts.Ambiguous, field.Code));
        Assert.NotNull(one.Row("cost", "openai/gpt-oss-120b", "input"));
    }
}
