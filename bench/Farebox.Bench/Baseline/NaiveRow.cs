using Farebox.Bench.Run;

namespace Farebox.Bench.Baseline;

/// <summary>N1, what everything is held against: one debit per transaction on a balance column, eight clients.</summary>
public sealed class NaiveRow(Pgbench pgbench, Tables tables, string folder, bool isHot, string body) : IBenchRow
{
    public const int Clients = 8;

    private static readonly TimeSpan WarmUp = TimeSpan.FromSeconds(1);

    public string Name => isHot ? "n1.hot" : "n1.spread";

    public Tables Tables => tables;

    public async Task<LoadResult> RunAsync(MeasuredWindow window, CancellationToken cancellation)
    {
        var script = Path.Combine(folder, Name + ".sql");
        await File.WriteAllTextAsync(script, Script, cancellation);

        var (warm, _) = await pgbench.RunAsync(script, body, Clients, WarmUp, cancellation);
        await window.OpenAsync(cancellation);
        var (summary, latency) = await pgbench.RunAsync(script, body, Clients, window.Length, cancellation);
        await window.CloseAsync(cancellation);

        return new(summary.Transactions, summary.Transactions + warm.Transactions, latency, summary.Transactions / summary.PerSecond);
    }

    /// <summary>The body travels as a parameter, as it does from an application; the key is a random UUID, as most producers send.</summary>
    private string Script =>
        $"""
        \set x {BaselineSchema.Debit}
        \set w {(isHot ? "1" : $"random(1, {BaselineSchema.Wallets})")}
        BEGIN;
        UPDATE baseline.wallets SET balance = balance - :x WHERE id = :w AND balance >= :x RETURNING balance;
        INSERT INTO baseline.events (key, wallet, amount, body) VALUES (gen_random_uuid()::text, :w, :x, :body);
        COMMIT;

        """;
}
