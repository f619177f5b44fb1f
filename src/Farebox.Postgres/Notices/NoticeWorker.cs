using Farebox.Postgres.Workers;

namespace Farebox.Postgres.Notices;

/// <summary>Publishes notices soon after they are written, and forgets old ones. Any number of servers may do so.</summary>
public sealed class NoticeWorker : IAsyncDisposable
{
    private static readonly Pace Hourly = new(TimeSpan.Zero, TimeSpan.FromHours(1), TimeSpan.FromMinutes(1));

    private readonly Rounds _publishing;
    private readonly Rounds _dropping;

    /// <param name="publisher">Publishes.</param>
    /// <param name="interval">How often new ones are looked for.</param>
    /// <param name="keepDays">Days that notices are kept.</param>
    /// <param name="onFault">Hears what went wrong; it is tried again at the next look.</param>
    public NoticeWorker(NoticePublisher publisher, TimeSpan interval, int keepDays, Action<string, Exception> onFault)
    {
        _publishing = new(Pace.Every(interval), failure => onFault("Publishing notices failed", failure), async cancellationToken =>
        {
            while (await publisher.PublishAsync(cancellationToken) > 0)
            {
            }
        });
        _dropping = new(Hourly, failure => onFault("Dropping old notices failed", failure), async cancellationToken =>
        {
            while (await publisher.DropAsync(keepDays, cancellationToken) > 0)
            {
            }
        });
        _publishing.Start();
        _dropping.Start();
    }

    public async ValueTask DisposeAsync()
    {
        await _publishing.DisposeAsync();
        await _dropping.DisposeAsync();
    }
}
