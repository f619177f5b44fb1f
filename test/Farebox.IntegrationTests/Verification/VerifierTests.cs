using System.Globalization;
using Farebox.IntegrationTests.Support;
using Farebox.Postgres.Verification;

namespace Farebox.IntegrationTests.Verification;

public sealed class VerifierTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    public async Task What_random_traffic_leaves_behind_is_sound(int seed)
    {
        await using var run = await LedgerRun.CreateAsync(seed, stretches: 10, commands: 60, options => options with { CheckpointEntries = 30 }, movesCredit: true);

        foreach (var rebuild in new[] { false, true })
        {
            var result = await Verifier.RunAsync(run.AppConnectionString, new() { Rebuild = rebuild, PageEntries = 7 }, null, CancellationToken.None);

            Assert.True(result.IsSound, string.Join('\n', result.Broken.Select(check => $"{check.Id}: {check.Break}")));
            Assert.Equal(3, result.Books);
        }
    }

    /// <summary>A sound verdict is worth something only if the run came by everything that could have gone wrong.</summary>
    [Fact]
    public async Task Random_traffic_comes_by_every_kind_of_entry_and_movement()
    {
        await using var run = await LedgerRun.CreateAsync(1, stretches: 10, commands: 60, options => options with { CheckpointEntries = 30 }, movesCredit: true);

        const string kinds = "SELECT string_agg(DISTINCT kind || '/' || status, ' ' ORDER BY kind || '/' || status) FROM entry";
        const string pairs = """
            SELECT string_agg(DISTINCT split_part(from_account, '/', 1) || '>' || split_part(to_account, '/', 1), ' '
                ORDER BY split_part(from_account, '/', 1) || '>' || split_part(to_account, '/', 1)) FROM ledger_transfer
            """;
        Assert.Equal("1/1 10/1 10/2 11/1 11/2 15/1 16/1 17/1 2/1 23/1 24/1 26/1 27/1 3/1 4/1 5/1 5/2 5/3 6/1 6/2 7/1 7/2 8/1 8/2 9/1", await Sql.ReadAsync<string>(run.OwnerConnectionString, kinds));
        Assert.Equal(
            "debt>spent held>expired held>revoked held>spent held>wallet issued>wallet wallet>debt wallet>expired wallet>held wallet>revoked wallet>spent wallet>wallet",
            await Sql.ReadAsync<string>(run.OwnerConnectionString, pairs));
    }

    [Fact]
    public async Task The_state_of_a_book_does_not_depend_on_where_batches_and_checkpoints_fell()
    {
        await using var coarse = await LedgerRun.CreateAsync(7, stretches: 6, commands: 50, options => options with { CheckpointEntries = 10_000 }, movesCredit: true);
        await using var fine = await LedgerRun.CreateAsync(7, stretches: 6, commands: 50, options => options with { CheckpointEntries = 5, BatchMax = 3, BooksMax = 1 }, movesCredit: true);
        await coarse.SaveProjectionsAsync();
        await fine.SaveProjectionsAsync();

        Assert.Equal(await StatesAsync(coarse), await StatesAsync(fine));
        Assert.Equal(await RollUpAsync(coarse), await RollUpAsync(fine));
    }

    [Fact]
    public async Task Verifying_does_not_depend_on_culture_or_time_zone()
    {
        await using var run = await LedgerRun.CreateAsync(8, stretches: 4, commands: 50, options => options with { CheckpointEntries = 30 });
        var culture = (CultureInfo)CultureInfo.InvariantCulture.Clone();
        (culture.NumberFormat.NumberDecimalSeparator, culture.NumberFormat.NegativeSign, culture.DateTimeFormat.DateSeparator) = (",", "~", "#");
        var before = CultureInfo.CurrentCulture;
        CultureInfo.CurrentCulture = culture;
        try
        {
            var elsewhere = run.AppConnectionString + ";Timezone=Pacific/Chatham;Options=-c datestyle=German,DMY -c intervalstyle=sql_standard";
            var result = await Verifier.RunAsync(elsewhere, new() { Rebuild = true }, null, CancellationToken.None);

            Assert.True(result.IsSound, string.Join('\n', result.Broken.Select(check => $"{check.Id}: {check.Break}")));
        }
        finally
        {
            CultureInfo.CurrentCulture = before;
        }
    }

    private static Task<string?> StatesAsync(LedgerRun run) =>
        Sql.ReadAsync<string>(run.OwnerConnectionString, "SELECT string_agg(state, E'\\n' ORDER BY book_id) FROM checkpoint");

    private static Task<string?> RollUpAsync(LedgerRun run) =>
        Sql.ReadAsync<string>(run.OwnerConnectionString, """
            SELECT string_agg(concat_ws(' ', book_id, day, member, meter, model, grant_id, asset, cost_asset, trim_scale(units), trim_scale(quantity), trim_scale(cost)), E'\n'
                ORDER BY book_id, day, member, meter, model, grant_id, asset, cost_asset) FROM rollup
            """);
}
