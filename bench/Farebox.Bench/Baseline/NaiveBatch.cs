using Npgsql;
using NpgsqlTypes;

namespace Farebox.Bench.Baseline;

/// <summary>One transaction of many naive debits; its arrays and prepared statements are used again each time.</summary>
public sealed class NaiveBatch : IAsyncDisposable
{
    /// <summary>Without one order for all, two batches that share two wallets would deadlock.</summary>
    private const string LockWallets = "SELECT count(*) FROM (SELECT FROM baseline.wallets WHERE id = ANY($1) ORDER BY id FOR NO KEY UPDATE) AS locked";

    private const string InsertEvents = "INSERT INTO baseline.events (key, wallet, amount, body) SELECT * FROM unnest($1, $2, $3, $4)";

    private const string DebitWallets =
        """
        UPDATE baseline.wallets AS w SET balance = w.balance - d.total
        FROM (SELECT wallet, sum(amount)::bigint AS total FROM unnest($1, $2) AS debit (wallet, amount) GROUP BY wallet) AS d
        WHERE w.id = d.wallet AND w.balance >= d.total
        """;

    private readonly NpgsqlBatch _batch;
    private readonly bool _isHot;
    private readonly string[] _keys;
    private readonly int[] _wallets;
    private readonly long[] _amounts;

    public NaiveBatch(NpgsqlConnection connection, string body, int debits, bool isHot)
    {
        _isHot = isHot;
        _keys = new string[debits];
        _wallets = new int[debits];
        _amounts = Enumerable.Repeat((long)BaselineSchema.Debit, debits).ToArray();
        var bodies = Enumerable.Repeat(body, debits).ToArray();

        NpgsqlParameter Keys() => new() { Value = _keys, NpgsqlDbType = NpgsqlDbType.Array | NpgsqlDbType.Text };
        NpgsqlParameter Wallets() => new() { Value = _wallets, NpgsqlDbType = NpgsqlDbType.Array | NpgsqlDbType.Integer };
        NpgsqlParameter Amounts() => new() { Value = _amounts, NpgsqlDbType = NpgsqlDbType.Array | NpgsqlDbType.Bigint };
        NpgsqlParameter Bodies() => new() { Value = bodies, NpgsqlDbType = NpgsqlDbType.Array | NpgsqlDbType.Text };

        // The wallets are debited last, so that their rows are locked for the shortest time that a careful author could manage.
        _batch = new(connection);
        _batch.BatchCommands.Add(new(InsertEvents) { Parameters = { Keys(), Wallets(), Amounts(), Bodies() } });
        if (!isHot) _batch.BatchCommands.Add(new(LockWallets) { Parameters = { Wallets() } });
        _batch.BatchCommands.Add(new(DebitWallets) { Parameters = { Wallets(), Amounts() } });
    }

    public Task PrepareAsync(CancellationToken cancellation)
    {
        Fill();
        return _batch.PrepareAsync(cancellation);
    }

    public void Fill()
    {
        for (var i = 0; i < _keys.Length; i++)
        {
            _keys[i] = RandomKey();
            _wallets[i] = _isHot ? 1 : Random.Shared.Next(1, BaselineSchema.Wallets + 1);
        }
    }

    /// <summary>The batch is one implicit transaction: all of it or nothing.</summary>
    public async Task ExecuteAsync(CancellationToken cancellation)
    {
        await _batch.ExecuteNonQueryAsync(cancellation);
        var debited = (int)_batch.BatchCommands[^1].RecordsAffected;
        var asked = _wallets.Distinct().Count();
        if (debited != asked) throw new InvalidOperationException($"{debited} of {asked} wallets of a batch were debited.");
    }

    public ValueTask DisposeAsync() => _batch.DisposeAsync();

    private static string RandomKey()
    {
        Span<byte> bytes = stackalloc byte[16];
        Random.Shared.NextBytes(bytes);
        return new Guid(bytes).ToString();
    }
}
