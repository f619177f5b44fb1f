using Farebox.IntegrationTests.Support;
using Farebox.Postgres.Verification;

namespace Farebox.IntegrationTests.Verification;

/// <summary>What somebody with the owner's rights could do to moves, removals and schedules, and the check that says so.</summary>
public sealed class MovedDamageTests(MovedLedger ledger) : IClassFixture<MovedLedger>
{
    [Theory]
    [InlineData("a moved grant takes more of the cost", "I-09", """UPDATE entry SET command = regexp_replace(command, '"basis_units":(\d)', '"basis_units":9\1') WHERE kind = 15 AND command LIKE '%basis_units%'""")]
    [InlineData("a move names another grant", "I-03", """UPDATE entry SET command = regexp_replace(command, '"from":"[^"]+"', '"from":"nobody"', 'g') WHERE kind = 15""")]
    [InlineData("a removal means something else", "I-09", """UPDATE entry SET command = replace(command, '"as":"void"', '"as":"expire"') WHERE kind = 16 AND command LIKE '%"as":"void"%'""")]
    [InlineData("more was revoked", "I-14", "UPDATE entry SET amount = amount + 1 WHERE to_account = 'revoked'")]
    [InlineData("less was moved", "I-14", "UPDATE entry SET amount = amount - 1 WHERE kind = 15")]
    [InlineData("a renewal is the last one", "I-31", """UPDATE entry SET command = regexp_replace(command, ',"next_at":"[^"]+"', '') WHERE kind = 9 AND command LIKE '{"due":"renewal"%'""")]
    [InlineData("what fell due is somebody else's", "I-09", """UPDATE entry SET command = replace(command, '"due":"rollover"', '"due":"expiry"') WHERE kind = 9 AND command LIKE '{"due":"rollover"%'""")]
    [InlineData("a burn order is turned round", "I-31", """UPDATE entry SET command = replace(command, ',false', ',true') WHERE kind = 27""")]
    [InlineData("a grant is somebody else's", "I-15", """UPDATE entry SET command = replace(command, '"owner":"alice"', '"owner":"carol"')""")]
    [InlineData("a payment stands under another name", "I-23", """UPDATE entry SET command = replace(command, '"grant":"', '"grant":"x') WHERE kind = 26""")]
    [InlineData("somebody is told what never was", "I-31", "UPDATE outbox SET kind = 'debt.begun' WHERE kind = 'balance.low'")]
    [InlineData("a notice is gone", "I-31", "DELETE FROM outbox o WHERE (book_id, seq, n) = (SELECT book_id, seq, n FROM outbox WHERE book_id = o.book_id ORDER BY seq, n OFFSET 3 LIMIT 1)")]
    [InlineData("a notice of no entry", "I-31", "INSERT INTO outbox (tenant_id, book_id, seq, n, notice_id, account, kind, recorded_at, body) SELECT tenant_id, book_id, seq, n + 100, notice_id || 'x', account, kind, recorded_at, body FROM outbox LIMIT 1")]
    [InlineData("a purchase costs less", "I-31", "UPDATE top_up SET price_units = price_units - 1")]
    [InlineData("a payment ended another way", "I-31", "UPDATE top_up SET state = CASE state WHEN 'paid' THEN 'failed' ELSE 'paid' END")]
    [InlineData("a purchase is gone", "I-31", "DELETE FROM top_up")]
    public async Task It_is_seen_when(string damage, string check, string deed)
    {
        await using var copy = await ledger.Sound.CopyAsync();
        await Sql.RunAsync(copy.OwnerConnectionString, deed);

        var result = await Verifier.RunAsync(copy.AppConnectionString, new() { Rebuild = true }, null, CancellationToken.None);

        Assert.True(result.Broken.Any(found => found.Id == check), $"{damage}: {string.Join(", ", result.Broken.Select(found => $"{found.Id} {found.Break}"))}");
    }

    [Fact]
    public async Task A_copy_that_nobody_damaged_is_sound()
    {
        await using var copy = await ledger.Sound.CopyAsync();

        Assert.True((await Verifier.RunAsync(copy.AppConnectionString, new() { Rebuild = true }, null, CancellationToken.None)).IsSound);
    }
}
