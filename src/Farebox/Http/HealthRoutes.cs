using System.Data.Common;
using Farebox.Http.Edge;
using Farebox.Postgres.Configuration;

namespace Farebox.Http;

/// <summary>Whether the process lives, and whether it can serve. Both without a key, and without details.</summary>
internal sealed class HealthRoutes(Readiness readiness)
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(2);
    private static readonly RawJsonAnswer Live = new(200, """{"status":"live"}""");
    private static readonly RawJsonAnswer Ready = new(200, """{"status":"ready"}""");

    public IEnumerable<ApiRoute> Routes =>
    [
        new("GET", "/health/live", _ => new(Live)) { IsOpen = true },
        new("GET", "/health/ready", ReadyAsync) { IsOpen = true },
    ];

    private async ValueTask<Answer> ReadyAsync(Call call)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(call.Gone);
        patience.CancelAfter(Patience);
        try
        {
            return await readiness.IsReadyAsync(patience.Token) ? Ready : new Problem(ProblemCodes.DatabaseUnavailable);
        }
        catch (Exception failure) when (failure is DbException or OperationCanceledException)
        {
            return new Problem(ProblemCodes.DatabaseUnavailable);
        }
    }
}
