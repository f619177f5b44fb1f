using CsvHelper;
using Farebox.Export;

namespace Farebox.IntegrationTests.Export;

/// <summary>Tables for spreadsheets and other programs.</summary>
[Collection(nameof(ExportFixture))]
public sealed class CsvExportTests(ExportFixture ledger)
{
    [Theory]
    [InlineData("plain", "plain")]
    [InlineData("a,b", "\"a,b\"")]
    [InlineData("say \"hi\"", "\"say \"\"hi\"\"\"")]
    [InlineData("two\nlines", "\"two\nlines\"")]
    [InlineData("=1+1", "'=1+1")]
    [InlineData("+1", "'+1")]
    [InlineData("-1", "'-1")]
    [InlineData("@SUM(A1)", "'@SUM(A1)")]
    [InlineData("\t=1", "'\t=1")]
    [InlineData("=\"a\",1", "\"'=\"\"a\"\",1\"")]
    [InlineData("", "")]
    [InlineData(null, "")]
    public void A_text_is_quoted_where_it_must_be_and_never_a_formula(string? value, string expected)
    {
        using var text = new StringWriter();
        var table = new CsvTable(text);

        table.Text("x").Text(value).Number("-1.5").EndRow();

        Assert.Equal($"x,{expected},-1.5\r\n", text.ToString());
    }

    [Fact]
    public async Task Every_transfer_of_the_journal_is_a_row_and_the_sums_are_those_of_the_balances()
    {
        var rows = Read(await ledger.WriteAsync("entries.csv", export => export.WriteEntriesAsync(new("acme", null, null), CancellationToken.None)));
        var balances = await ledger.Client.Accounts.ReadBalancesAsync("acme", CancellationToken.None);

        var wallet = balances.Wallets.Single(wallet => wallet.Asset == "credit");
        Assert.Equal(Number(wallet.Spent), rows.Where(row => row["to"].StartsWith("spent/", StringComparison.Ordinal)).Sum(row => Number(row["amount"])));
        Assert.Equal(balances.Seq, rows.Select(row => row["seq"]).Distinct().Count());
        Assert.All(rows.Where(row => row["n"].Length > 0), row => Assert.Equal("credit", row["asset"]));
    }

    [Fact]
    public async Task An_id_that_looks_like_a_formula_is_a_text()
    {
        var rows = Read(await ledger.WriteAsync("odd.csv", export => export.WriteEntriesAsync(new(ExportFixture.Odd, null, null), CancellationToken.None)));

        var row = rows.First(row => row["kind"] == "event");
        Assert.Equal(("'=1+1,\"a\"", "'@SUM(A1)", "m:1"), (row["id"], row["source"], row["member"]));
    }

    [Fact]
    public async Task The_usage_table_has_the_rows_of_the_report()
    {
        var query = new Farebox.Client.UsageQuery { GroupBy = ["team", "model"], Account = "acme" };
        var rows = Read(await ledger.WriteAsync("usage.csv", export => export.WriteUsageAsync(query, CancellationToken.None)));
        var report = await ledger.Client.Reports.ReadUsageAsync(query, CancellationToken.None);

        Assert.Equal(
            report.Rows.Select(row => (row.Team, row.Model, row.Credits, row.UpstreamCost)),
            rows.Select(row => ((string?)row["team"], (string?)row["model"], row["credits"], (string?)row["upstream_cost"])));
        Assert.Equal(Number(report.Total.Single().Credits), rows.Sum(row => Number(row["credits"])));
    }

    private static List<Dictionary<string, string>> Read(string path)
    {
        using var csv = CsvReader.FromFile(path, new CsvReaderOptions { Separator = ',', FieldCountMismatch = CsvFieldCountHandling.Throw, MalformedData = CsvMalformedDataHandling.Throw });
        var rows = new List<Dictionary<string, string>>();
        while (csv.Read()) rows.Add(csv.Headers.Select((name, i) => (name, i)).ToDictionary(column => column.name, column => csv.GetString(column.i)));
        return rows;
    }

    private static decimal Number(string text) => decimal.Parse(text, System.Globalization.CultureInfo.InvariantCulture);
}
