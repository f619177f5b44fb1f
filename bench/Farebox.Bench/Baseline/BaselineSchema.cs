using Farebox.Bench.Server;

namespace Farebox.Bench.Baseline;

/// <summary>The naive column: a balance per wallet, and an event table whose unique key stops a second debit.</summary>
public static class BaselineSchema
{
    public const string Name = "baseline";

    public const int Wallets = 10_000;

    /// <summary>Units of one debit.</summary>
    public const int Debit = 300;

    /// <summary>Enough for more debits than a run can make, so that no wallet runs dry and every debit does its work.</summary>
    private const string Create =
        """
        CREATE SCHEMA baseline;
        CREATE TABLE baseline.wallets (id integer PRIMARY KEY, balance bigint NOT NULL);
        CREATE TABLE baseline.events (key text PRIMARY KEY, wallet integer NOT NULL, amount bigint NOT NULL, body text NOT NULL);
        INSERT INTO baseline.wallets SELECT id, 1000000000000000 FROM generate_series(1, 10000) AS id;
        ANALYZE baseline.wallets;
        """;

    public static Task CreateAsync(BenchDatabase database, CancellationToken cancellation) => database.ExecuteAsync(Create, cancellation);
}
