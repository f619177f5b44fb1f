using Farebox.Bench.Server;

namespace Farebox.Bench.Run;

/// <summary>The tables a row writes to, with their indexes and partitions.</summary>
public sealed record Tables(BenchDatabase Database, string Schema)
{
    public Task<long> BytesAsync(CancellationToken cancellation) => Database.SchemaBytesAsync(Schema, cancellation);
}
