using Farebox.PriceMaps;

namespace Farebox.IntegrationTests.PriceMaps;

/// <summary>What is wrong in maps of model prices, and that none of it becomes a row by itself.</summary>
public sealed class PriceDoubtTests
{
    private const string Input = "input_cost_per_token";
    private const string Output = "output_cost_per_token";

    [Theory]
    [InlineData("wandb/openai/gpt-oss-120b", Input, "implausible")]
    [InlineData("azure_ai/jais-30b-chat", Input, "implausible")]
    [InlineData("fireworks_ai/accounts/fireworks/models/SSD-1B", Input, "implausible")]
    [InlineData("databricks/databricks-claude-sonnet-4", Input, "inexact")]
    [InlineData("cloudflare/@cf/meta/llama-guard-3-8b", Output, "output_cheaper")]
    [InlineData("gemini/gemini-exp-1206", Input, "zero")]
    [InlineData("amazon.rerank-v1:0", Input, "zero")]
    [InlineData("gpt-5.5", "input_cost_per_token_priority", "known_error")]
    [InlineData("gpt-5.5", "output_cost_per_token_priority", "known_error")]
    [InlineData("gpt-5.4", "cache_read_input_token_cost_flex", "known_error")]
    [InlineData("runwayml/eleven_multilingual_v2", "input_cost_per_character", "known_error")]
    [InlineData("gemini/gemini-2.5-pro", Input, "tiered")]
    [InlineData("dashscope/qwen-flash", "tiered_pricing", "tier")]
    [InlineData("gpt-4o", "input_cost_per_token_batches", "service_tier")]
    [InlineData("gpt-4o-search-preview", "search_context_cost_per_query", "search_context")]
    [InlineData("1024-x-1024/dall-e-2", "input_cost_per_pixel", "unit")]
    [InlineData("gpt-5.5", "regional_processing_uplift_multiplier_eu", "multiplier")]
    [InlineData("databricks/databricks-claude-sonnet-4", "input_dbu_cost_per_token", "currency")]
    public void A_real_entry_is_reported_by_its_code_and_has_no_row(string model, string field, string code)
    {
        var found = PriceBook.Make(MapFiles.Litellm(), MapFiles.Options()).Field(field, model);

        Assert.Equal((code, false), (found.Code, found.IsMapped));
        Assert.NotEmpty(found.Detail!);
    }

    [Theory]
    [InlineData("\"input_cost_per_token\":\"1e-06\"", Input, "not_a_number")]
    [InlineData("\"input_cost_per_token\":null", Input, "not_a_number")]
    [InlineData("\"input_cost_per_token\":-1e-06", Input, "negative")]
    [InlineData("\"input_cost_per_token\":1e-400", Input, "inexact")]
    [InlineData("\"input_cost_per_token\":1e999999999999", Input, "inexact")]
    [InlineData("\"input_cost_per_token\":1e-06,\"cache_read_input_token_cost\":2e-06", "cache_read_input_token_cost", "cache_read_dearer")]
    [InlineData("\"cache_read_input_token_cost\":1e-07,\"input_cost_per_token_cache_hit\":2e-07", "input_cost_per_token_cache_hit", "conflict")]
    public void A_made_up_entry_is_reported_by_its_code_and_has_no_row(string fields, string field, string code)
    {
        var book = MapFiles.OfOne(fields);

        Assert.Equal((code, false), (book.Field(field).Code, book.Field(field).IsMapped));
        Assert.DoesNotContain(book.Cards.SelectMany(card => card.Rows), row => row.Class == book.Field(field).Class);
    }

    [Fact]
    public void A_doubt_that_is_accepted_makes_a_row_and_a_note()
    {
        var book = MapFiles.OfOne("\"input_cost_per_token\":0.5", MapFiles.Options("implausible"));

        Assert.Equal(500_000m, book.Row("cost", "m", "input")!.UnitPrice);
        Assert.Contains(new PriceReport(book).Notes, note => note.Code == "accepted_implausible");
    }

    [Fact]
    public void What_no_card_can_keep_cannot_be_accepted() =>
        Assert.Equal("inexact", MapFiles.OfOne("\"input_cost_per_token\":2.9999900000000002e-06", MapFiles.Options([.. PriceDoubts.Acceptable, "inexact"])).Field(Input).Code);

    [Fact]
    public void A_markup_that_would_need_more_places_is_refused_for_that_price_alone()
    {
        var book = MapFiles.OfOne("\"input_cost_per_token\":1.23457e-07,\"output_cost_per_token\":1e-06", MapFiles.Options() with { Markup = 1.1m });

        Assert.Equal("inexact_rate", book.Field(Input).Code);
        Assert.Equal(1.1m, book.Row("rate", "m", "output")!.UnitPrice);
    }

    [Fact]
    public void A_price_that_is_missing_is_noted_and_never_zero()
    {
        var book = MapFiles.OfOne("\"input_cost_per_token\":1e-06");

        Assert.Null(book.Row("rate", "m", "output"));
        Assert.Contains(new PriceReport(book).Notes, note => note.Code == "missing_price");
    }

    [Fact]
    public void Zero_for_the_output_of_a_model_that_has_none_is_no_price() =>
        Assert.Equal(FieldFate.Description, PriceBook.Make(MapFiles.Litellm(), MapFiles.Options()).Field(Output, "text-embedding-3-small").Fate);

    [Fact]
    public void What_is_odd_about_a_model_is_noted()
    {
        var notes = new PriceReport(PriceBook.Make(MapFiles.Litellm(), MapFiles.Options())).Notes.Select(note => (note.Model.Id, note.Code)).ToArray();

        Assert.Contains(("claude-sonnet-4-20250514", "deprecated"), notes);
        Assert.Contains(("azure/gpt-3.5-turbo-instruct-0914", "provider_mismatch"), notes);
    }

    [Fact]
    public void Prices_by_the_time_of_day_are_left_and_put_the_usual_price_in_doubt()
    {
        var book = PriceBook.Make(MapFiles.Genai(), MapFiles.Options() with { Providers = ["deepseek"] });

        Assert.Empty(book.Cards);
        Assert.Equal(PriceDoubts.Conditional, book.Field("prices/1/constraint", "deepseek-chat").Code);
        Assert.Equal((PriceDoubts.Conditional, FieldFate.Doubtful), (book.Field("prices/0/input_mtok", "deepseek-chat").Code, book.Field("prices/0/input_mtok", "deepseek-chat").Fate));
    }
}
