using System.Text.Json;
using Farebox.PriceMaps;

namespace Farebox.IntegrationTests.PriceMaps;

/// <summary>Nothing is lost in silence: every field is a row, or listed, or no price.</summary>
public sealed class PriceReportTests
{
    [Theory]
    [InlineData("litellm-extract.json")]
    [InlineData("genai-prices-extract.json")]
    public void Mapped_doubtful_unmapped_and_described_fields_are_all_fields_of_the_file(string file)
    {
        var root = MapFiles.Read(file);
        var book = PriceBook.Make(LitellmMap.IsOf(root) ? LitellmMap.Read(root) : GenaiMap.Read(root), MapFiles.Options());
        var report = JsonElement.Parse(new PriceReport(book).ToJson());

        Assert.Equal(CountFields(root), Number("fields"));
        Assert.Equal(Number("fields"), Number("mapped") + Number("doubtful") + Number("unmapped") + Number("descriptions"));
        Assert.Equal(Number("doubtful"), report.GetProperty("doubtful_fields").GetArrayLength());
        Assert.Equal(Number("unmapped"), report.GetProperty("unmapped_fields").GetArrayLength());

        int Number(string name) => report.GetProperty(name).GetInt32();
    }

    [Fact]
    public void No_field_with_a_price_in_its_name_is_taken_for_a_description()
    {
        var fields = PriceBook.Make(MapFiles.Litellm(), MapFiles.Options()).Models.SelectMany(model => model.Fields).Where(field => field.Fate == FieldFate.Description);

        Assert.Equal(["output_cost_per_token"], fields.Select(field => field.Path).Where(path => path.Contains("cost", StringComparison.Ordinal) || path.Contains("price", StringComparison.Ordinal)).Distinct());
    }

    [Fact]
    public void Every_mapped_field_has_its_row_in_both_cards()
    {
        var book = PriceBook.Make(MapFiles.Litellm(), MapFiles.Options());

        foreach (var (model, field) in book.Models.SelectMany(model => model.Fields.Where(field => field.IsMapped).Select(field => (model, field))))
        {
            Assert.NotNull(book.Row("cost", model.Id, field.Class!));
            Assert.NotNull(book.Row("rate", model.Id, field.Class!));
        }
    }

    // Counted from the file alone: members of models, and for genai-prices members of their prices instead of the price.
    private static int CountFields(JsonElement root)
    {
        if (root.ValueKind == JsonValueKind.Object)
            return root.EnumerateObject().Where(model => model.Name != "sample_spec").Sum(model => model.Value.EnumerateObject().Count());

        return root.EnumerateArray().SelectMany(provider => provider.GetProperty("models").EnumerateArray()).Sum(model =>
            model.EnumerateObject().Count() - 1 + Prices(model.GetProperty("prices")));
    }

    private static int Prices(JsonElement prices) => prices.ValueKind == JsonValueKind.Array
        ? prices.EnumerateArray().Sum(offer => Prices(offer.GetProperty("prices")) + (offer.TryGetProperty("constraint", out _) ? 1 : 0))
        : prices.EnumerateObject().Count();
}
