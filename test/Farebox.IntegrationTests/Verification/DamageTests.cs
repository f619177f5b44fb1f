using System.Globalization;
using Farebox.IntegrationTests.Support;
using Farebox.Postgres.Verification;
using Npgsql;

namespace Farebox.IntegrationTests.Verification;

/// <summary>For every check somebody with the owner's rights damages the database, and the check says so, and where.</summary>
public sealed class DamageTests(DamagedLedger ledger) : IClassFixture<DamagedLedger>
{
    public static TheoryData<string> Damages => [.. Damage.All.Keys];

    [Theory]
    [MemberData(nameof(Damages))]
    public async Task It_is_seen_and_named_when(string damage)
    {
        var (check, broken, target, deed) = Damage.All[damage];
        await using var copy = await ledger.Sound.CopyAsync();
        var (book, seq) = target.Length == 0 ? (0L, 0L) : await FindAsync(copy.OwnerConnectionString, target);
        await DamageAsync(copy.OwnerConnectionString, deed, book, seq);

        var result = await Verifier.RunAsync(copy.AppConnectionString, new() { Rebuild = true }, null, CancellationToken.None);

        Assert.Equal(broken, string.Join(' ', result.Broken.Select(found => found.Id).Distinct().Order(StringComparer.Ordinal)));
        if (target.Length == 0) return;

        // A sum over a whole book is about none of its entries.
        Assert.Contains(result.Broken, found => found.Id == check && found.Break!.BookId == book && (found.Break.Seq ?? seq) == seq && found.Break.Account is not null);
    }

    /// <summary>Without a rebuild the journal is read as a whole by the queries, and replayed only after the checkpoints.</summary>
    [Theory]
    [InlineData("a balance is edited")]
    [InlineData("a checkpoint's balance is edited")]
    [InlineData("a checkpoint is gone")]
    [InlineData("an entry is gone")]
    [InlineData("the program may update entries")]
    public async Task It_is_seen_without_a_rebuild_too_when(string damage)
    {
        var (check, _, target, deed) = Damage.All[damage];
        await using var copy = await ledger.Sound.CopyAsync();
        var (book, seq) = target.Length == 0 ? (0L, 0L) : await FindAsync(copy.OwnerConnectionString, target);
        await DamageAsync(copy.OwnerConnectionString, deed, book, seq);

        var result = await Verifier.RunAsync(copy.AppConnectionString, new(), null, CancellationToken.None);

        Assert.Contains(check, result.Broken.Select(found => found.Id));
    }

    [Fact]
    public async Task A_checkpoint_that_cannot_be_read_is_a_break_and_not_a_crash()
    {
        await using var copy = await ledger.Sound.CopyAsync();
        await Sql.RunAsync(copy.OwnerConnectionString, "UPDATE checkpoint SET state = '{}'");

        var result = await Verifier.RunAsync(copy.AppConnectionString, new(), null, CancellationToken.None);

        Assert.Contains(result.Broken, found => found is { Id: "I-31", Break.Expected: "a state that can be read" });
    }

    [Fact]
    public async Task A_copy_that_nobody_damaged_is_sound()
    {
        await using var copy = await ledger.Sound.CopyAsync();
        Assert.True((await Verifier.RunAsync(copy.AppConnectionString, new() { Rebuild = true }, null, CancellationToken.None)).IsSound);
        Assert.True((await Verifier.RunAsync(copy.OwnerConnectionString, new() { Rebuild = true }, null, CancellationToken.None)).IsSound);
    }

    private static async Task<(long Book, long Seq)> FindAsync(string connectionString, string target)
    {
        var found = await Sql.ReadAsync<string>(connectionString, $"SELECT t.book_id || '/' || t.seq FROM ({target}) AS t (book_id, seq)");
        Assert.NotNull(found);
        var parts = found.Split('/');
        return (long.Parse(parts[0], CultureInfo.InvariantCulture), long.Parse(parts[1], CultureInfo.InvariantCulture));
    }

    private static async Task DamageAsync(string connectionString, string deed, long book, long seq)
    {
        var unpooled = new NpgsqlConnectionStringBuilder(connectionString) { Pooling = false };
        await using var connection = new NpgsqlConnection(unpooled.ConnectionString);
        await connection.OpenAsync();
        var text = deed.Replace("$b", book.ToString(CultureInfo.InvariantCulture), StringComparison.Ordinal).Replace("$s", seq.ToString(CultureInfo.InvariantCulture), StringComparison.Ordinal);
        await using var command = new NpgsqlCommand(text, connection);
        var rows = await command.ExecuteNonQueryAsync();
        Assert.NotEqual(0, rows);
    }
}
