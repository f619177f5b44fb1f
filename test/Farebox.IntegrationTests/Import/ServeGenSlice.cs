using System.Globalization;
using System.IO.Compression;
using System.Numerics;
using System.Runtime.CompilerServices;
using Farebox.IntegrationTests.Support;

namespace Farebox.IntegrationTests.Import;

/// <summary>The first rows of the ServeGen day as a file of their own, and what they cost by a sum that shares no code with the engine.</summary>
internal sealed class ServeGenSlice
{
    private ServeGenSlice(string file, string[] lines)
    {
        File = file;
        Rows = [.. lines.Skip(1).Select(line => line.Split(','))];
    }

    public string File { get; }

    public IReadOnlyList<string[]> Rows { get; }

    public IEnumerable<string> Clients => Rows.Select(row => row[1]).Distinct();

    /// <summary>The map that stands beside the sample.</summary>
    public static string Map => Path.Combine(Sample, "map.yaml");

    private static string Sample => Path.GetFullPath(Path.Combine(Here(), "../../../samples/servegen-r1-day"));

    public static ServeGenSlice Write(string folder, int rows)
    {
        using var packed = System.IO.File.OpenRead(Path.Combine(Sample, "servegen_r1_day.csv.gz"));
        using var text = new StreamReader(new GZipStream(packed, CompressionMode.Decompress));
        var lines = Enumerable.Range(0, rows + 1).Select(_ => text.ReadLine()!).ToArray();
        Directory.CreateDirectory(folder);
        var file = Path.Combine(folder, "day.csv");
        System.IO.File.WriteAllLines(file, lines);
        return new(file, lines);
    }

    /// <summary>A seller of the slice: 55.5 credits for a million input tokens, 219.25 for a million output tokens, and every client with enough of them.</summary>
    public async Task SellAsync(ApiClient api)
    {
        await MakeAsync(api, "/v1/assets", """{"code":"credit"}""");
        await MakeAsync(api, "/v1/meters", """
            {"id":"llm","event_type":"llm.request","components":[{"class":"input","field":"input_tokens"},{"class":"output","field":"output_tokens"}],"dimensions":["model"]}
            """);
        await MakeAsync(api, "/v1/cards", """
            {"kind":"rate","version":1,"effective_from":"2020-01-01T00:00:00Z","asset":"credit","rows":[
              {"meter":"llm","class":"input","unit_price":"55.5","per":1000000},
              {"meter":"llm","class":"output","unit_price":"219.25","per":1000000}]}
            """);
        foreach (var client in Clients)
        {
            await MakeAsync(api, "/v1/accounts", $$"""{"id":"{{client}}"}""");
            await MakeAsync(api, $"/v1/accounts/{client}/grants", """{"id":"day","asset":"credit","amount":"100000","source":"purchased"}""");
        }
    }

    /// <summary>In millionths of a credit: four times the price is a whole number, and a row is rounded half up.</summary>
    public BigInteger Cost(string? client = null) => Rows.Where(row => client is null || row[1] == client)
        .Select(row => (Number(row[2]) * 222) + (Number(row[3]) * 877))
        .Aggregate(BigInteger.Zero, (sum, quarters) => sum + ((quarters + 2) / 4));

    /// <summary>The same as the program writes it.</summary>
    public string CostText()
    {
        var digits = Cost().ToString(CultureInfo.InvariantCulture).PadLeft(7, '0');
        return $"{digits[..^6]}.{digits[^6..]}".TrimEnd('0').TrimEnd('.');
    }

    private static BigInteger Number(string text) => BigInteger.Parse(text, CultureInfo.InvariantCulture);

    private static async Task MakeAsync(ApiClient api, string path, string json)
    {
        var answer = await api.PostAsync(path, json);
        Assert.True(answer.Status is 200 or 201, $"{path} answered {answer.Status}: {answer.Text}");
    }

    private static string Here([CallerFilePath] string path = "") => Path.GetDirectoryName(path)!;
}
