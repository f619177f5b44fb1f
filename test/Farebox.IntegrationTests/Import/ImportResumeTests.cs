using System.Globalization;
using System.Numerics;
using Farebox.IntegrationTests.Support;

namespace Farebox.IntegrationTests.Import;

/// <summary>An import that dies half-way, against a sum over the file that knows nothing of prices, ledgers or HTTP.</summary>
public sealed class ImportResumeTests : IAsyncLifetime
{
    private const int Rows = 12_000;

    private readonly string _folder = TemporaryFolder.Create();
    private readonly ServeGenSlice _slice;
    private TestServer _server = null!;

    public ImportResumeTests() => _slice = ServeGenSlice.Write(_folder, Rows);

    public async Task InitializeAsync()
    {
        _server = await TestServer.StartAsync();
        await _slice.SellAsync(_server.Api);
    }

    public async Task DisposeAsync() => await _server.DisposeAsync();

    [Fact]
    public async Task Killed_half_way_and_started_again_it_counts_every_row_once()
    {
        var known = await KillHalfWayAsync();
        var between = await UsageEntriesAsync();
        Assert.InRange(between, 1, Rows - 1);
        Assert.True(known <= between, $"It remembers {known} rows, and {between} are recorded.");

        using var again = ImportProcess.Start(_server.Host.Address, _slice.File, "--map", ServeGenSlice.Map);
        var (code, output) = await again.EndAsync();

        Assert.Equal(0, code);
        Assert.Contains($"Going on after row {known:N0}", output, StringComparison.Ordinal);
        Assert.Equal(Rows, await UsageEntriesAsync());
        Assert.Matches($@"together\D+{Rows:N0}\D+{_slice.CostText().Replace(".", "\\.", StringComparison.Ordinal)} credit", output);
        foreach (var client in _slice.Clients) Assert.Equal((client, _slice.Cost(client)), (client, await SpentAsync(client)));
        Assert.False(File.Exists(_slice.File + ".import-state.json"));
        Assert.False(File.Exists(_slice.File + ".import-errors.ndjson"));
    }

    [Fact]
    public async Task Under_other_ids_the_same_rows_would_be_counted_twice()
    {
        using var first = ImportProcess.Start(_server.Host.Address, _slice.File, "--map", ServeGenSlice.Map);
        await first.EndAsync();
        using var second = ImportProcess.Start(_server.Host.Address, _slice.File, "--map", ServeGenSlice.Map, "--map", "id=other-{#row}");
        await second.EndAsync();

        Assert.Equal(2 * Rows, await UsageEntriesAsync());
    }

    private async Task<long> KillHalfWayAsync()
    {
        using var import = ImportProcess.Start(_server.Host.Address, _slice.File, "--map", ServeGenSlice.Map, "--batch", "10", "--connections", "2");
        while (await UsageEntriesAsync() < Rows / 4 || Known() == 0)
        {
            Assert.False(import.HasEnded, "It was done before it could be killed.");
            await Task.Delay(5);
        }

        await import.KillAsync();
        return Known();
    }

    private long Known()
    {
        var path = _slice.File + ".import-state.json";
        return File.Exists(path) ? System.Text.Json.JsonDocument.Parse(File.ReadAllText(path)).RootElement.GetProperty("rows").GetInt64() : 0;
    }

    private Task<long> UsageEntriesAsync() =>
        Sql.ReadAsync<long>(_server.Database.OwnerConnectionString, "SELECT count(*) FROM entry WHERE kind = 5");

    private async Task<BigInteger> SpentAsync(string client)
    {
        var balances = await _server.Api.GetAsync($"/v1/accounts/{client}/balances");
        var parts = balances.Json.GetProperty("wallets")[0].GetProperty("spent").GetString()!.Split('.');
        return BigInteger.Parse(parts[0] + (parts.Length > 1 ? parts[1] : "").PadRight(6, '0'), CultureInfo.InvariantCulture);
    }
}
