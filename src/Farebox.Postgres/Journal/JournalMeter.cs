using System.Diagnostics;
using System.Diagnostics.Metrics;
using Farebox.Charging;
using Farebox.Ledger;

namespace Farebox.Postgres.Journal;

/// <summary>What can be measured of one journal. Nothing is recorded per event, and nothing is allocated for it: a batch is counted as a whole.</summary>
/// <remarks>The names are listed in docs/reference/metrics.md.</remarks>
public sealed class JournalMeter : IDisposable
{
    /// <summary>The name of the meter and of the source of spans.</summary>
    public const string Name = "Farebox.Journal";

    /// <summary>One span per batch, while somebody listens.</summary>
    internal static readonly ActivitySource Source = new(Name);

    private static readonly KeyValuePair<string, object?>[] Statuses =
        [.. new[] { "recorded", "refused", "unrated", "duplicate", "rejected", "unknown" }.Select(status => new KeyValuePair<string, object?>("farebox.event.status", status))];

    private static readonly KeyValuePair<string, object?>[] FaultClasses =
        [.. Enum.GetNames<Fault>().Select(name => new KeyValuePair<string, object?>("farebox.fault.class", name.ToLowerInvariant()))];

    private readonly Meter _meter = new(Name);
    private readonly Counter<long> _events;
    private readonly Counter<long> _faults;
    private readonly Histogram<int> _batchSize;
    private readonly Histogram<double> _commit;
    private Func<int> _queued = static () => 0;
    private Func<int> _books = static () => 0;
    private long _dueBacklog;
    private double _checkpointAge;

    public JournalMeter()
    {
        _events = _meter.CreateCounter<long>("farebox.events", "{event}", "Usage events by what came of them.");
        _faults = _meter.CreateCounter<long>("farebox.journal.faults", "{fault}", "Batches that did not commit at the first attempt, by what the failure may have done.");
        _batchSize = _meter.CreateHistogram<int>("farebox.journal.batch.size", "{command}", "Commands in a batch.");
        _commit = _meter.CreateHistogram<double>("farebox.journal.commit.duration", "s", "The last round trip of a batch: its rows and COMMIT.");
        _meter.CreateObservableUpDownCounter("farebox.journal.queue.size", () => _queued(), "{command}", "Commands that wait for a writer.");
        _meter.CreateObservableUpDownCounter("farebox.journal.books", () => _books(), "{book}", "Books in memory.");
        _meter.CreateObservableGauge("farebox.journal.due.backlog", () => Volatile.Read(ref _dueBacklog), "{book}", "Books in which something is due, at the last look; at most 500 are looked at.");
        CheckpointAgeGauge = _meter.CreateObservableGauge("farebox.journal.checkpoint.age", () => Volatile.Read(ref _checkpointAge), "s", "How long the projections of some book have been behind its last entry.");
    }

    /// <summary>Whether somebody wants to know the age of checkpoints, which costs a query.</summary>
    internal bool WantsCheckpointAge => CheckpointAgeGauge.Enabled;

    private ObservableGauge<double> CheckpointAgeGauge { get; }

    public void Dispose() => _meter.Dispose();

    internal void Observe(Func<int> queued, Func<int> books) => (_queued, _books) = (queued, books);

    internal void DueBacklog(int books) => Volatile.Write(ref _dueBacklog, books);

    internal void CheckpointAge(double seconds) => Volatile.Write(ref _checkpointAge, seconds);

    internal void Faulted(Fault fault) => _faults.Add(1, FaultClasses[(int)fault]);

    internal void Committed(long began)
    {
        if (_commit.Enabled) _commit.Record(Stopwatch.GetElapsedTime(began).TotalSeconds);
    }

    /// <summary>A batch has come to its end, and every command of it has its outcome.</summary>
    internal void Settled(List<Pending> batch)
    {
        _batchSize.Record(batch.Count);
        if (!_events.Enabled) return;

        Span<long> counts = stackalloc long[Statuses.Length];
        foreach (var item in batch)
        {
            if (item.Command is RecordUsage) counts[StatusOf(item.Command.Outcome)]++;
        }

        for (var i = 0; i < counts.Length; i++)
        {
            if (counts[i] > 0) _events.Add(counts[i], Statuses[i]);
        }
    }

    private static int StatusOf(Outcome? outcome) => outcome switch
    {
        Decided { IsRepeated: true } => 3,
        Decided { Entry.Status: EntryStatus.Refused } => 1,
        Decided { Entry.Status: EntryStatus.Unrated } => 2,
        Decided => 0,
        Rejected or Failed => 4,
        _ => 5,
    };
}
