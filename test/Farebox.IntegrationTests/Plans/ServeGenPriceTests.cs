using System.Globalization;
using System.IO.Compression;
using Farebox.IntegrationTests.Support;

namespace Farebox.IntegrationTests.Plans;

/// <summary>A day of 276,703 rows with graduated tiers per customer, against a calculation that shares no code with the engine.</summary>
public sealed class ServeGenPriceTests
{
    private static readonly (decimal UpTo, decimal Price)[] Input = [(1_000_000m, 0.55m), (10_000_000m, 0.50m), (decimal.MaxValue, 0.40m)];
    private static readonly (decimal UpTo, decimal Price)[] Output = [(1_000_000m, 2.19m), (10_000_000m, 2.00m), (decimal.MaxValue, 1.60m)];

    private static readonly string Trace = Path.Combine(RepositoryRoot.Find(), "samples/servegen-r1-day");

    [Fact]
    public async Task Every_customers_bill_is_what_a_sum_over_the_file_comes_to()
    {
        var (code, json) = await PriceRun.JsonAsync(
            Path.Combine(RepositoryRoot.Find(), "samples/plans/servegen.yaml"), "--usage", Path.Combine(Trace, "servegen_r1_day.csv.gz"), "--map", Path.Combine(Trace, "map.yaml"));

        var expected = Sums().Select(client => (client.Key, 20m + decimal.Round(Price(client.Value.Input, Input) + Price(client.Value.Output, Output), 2, MidpointRounding.AwayFromZero)));
        Assert.Equal(0, code);
        Assert.Equal(expected, json.GetProperty("bills").EnumerateArray().Select(bill => (bill.GetProperty("account").GetString()!, bill.Number("total"))));
        Assert.Equal(276_703, json.GetProperty("usage").GetProperty("rated").GetInt64());
    }

    private static SortedDictionary<string, (decimal Input, decimal Output)> Sums()
    {
        var sums = new SortedDictionary<string, (decimal Input, decimal Output)>(StringComparer.Ordinal);
        using var reader = new StreamReader(new GZipStream(File.OpenRead(Path.Combine(Trace, "servegen_r1_day.csv.gz")), CompressionMode.Decompress));
        reader.ReadLine();
        while (reader.ReadLine() is { } line)
        {
            var cells = line.Split(',');
            var (input, output) = sums.GetValueOrDefault(cells[1]);
            sums[cells[1]] = (input + decimal.Parse(cells[2], CultureInfo.InvariantCulture), output + decimal.Parse(cells[3], CultureInfo.InvariantCulture));
        }

        return sums;
    }

    private static decimal Price(decimal quantity, (decimal UpTo, decimal Price)[] tiers)
    {
        var (price, from) = (0m, 0m);
        foreach (var tier in tiers)
        {
            var to = Math.Min(quantity, tier.UpTo);
            if (to <= from) break;
            price += (to - from) * tier.Price / 1_000_000m;
            from = to;
        }

        return price;
    }
}
