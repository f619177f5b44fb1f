using Farebox.Http.Edge;
using Farebox.Postgres.Configuration;

namespace Farebox.Http;

/// <summary>Whether the process lives, and whether work should be sent to it. Both without a key; a reason is one word, never a detail of the machine.</summary>
/// <param name="readiness">Asks the database.</param>
/// <param name="disk">The disk of the private database.</param>
/// <param name="areWritersAlive">Whether the journal can commit.</param>
/// <param name="isStopping">Whether the server has been asked to end.</param>
internal sealed class HealthRoutes(Readiness readiness, DiskSpace disk, Func<bool> areWritersAlive, Func<bool> isStopping)
{
    private static readonly RawJsonAnswer Live = new(200, """{"status":"live"}""");

    public IEnumerable<ApiRoute> Routes =>
    [
        new("GET", "/health/live", _ => new(Live)) { IsOpen = true },
        new("GET", "/health/ready", _ => ReadyAsync()) { IsOpen = true },
    ];

    private async ValueTask<Answer> ReadyAsync()
    {
        var database = await readiness.CheckAsync();
        KeyValuePair<string, string>[] checks =
        [
            new("server", isStopping() ? "stopping" : Readiness.Ok),
            new("database", database.Database),
            new("writable", database.Writable),
            new("schema", database.Schema),
            new("writers", areWritersAlive() ? Readiness.Ok : "stopped"),
            new("disk", disk.State),
        ];
        var reasons = checks.Where(check => check.Value != Readiness.Ok && check is not { Key: "disk", Value: "unknown" }).ToArray();
        return reasons.Length == 0
            ? JsonAnswer.Ok(checks, static (json, all) =>
            {
                json.WriteStartObject();
                json.WriteString("status", "ready");
                foreach (var (name, state) in all) json.WriteString(name, state);
                json.WriteEndObject();
            })
            : new Problem(ProblemCodes.NotReady, $"Not in order: {string.Join(", ", reasons.Select(check => $"{check.Key} is {check.Value}"))}.") { Members = checks };
    }
}
