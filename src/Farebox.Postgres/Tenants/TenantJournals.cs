using System.Collections.Concurrent;
using Farebox.Postgres.Journal;

namespace Farebox.Postgres.Tenants;

/// <summary>A journal for each tenant that has something to do: opened by its first command, closed when it has been quiet.</summary>
/// <remarks>
/// An open journal costs two threads and two connections for each of its writers, so only so many are open at once. Which
/// process, or how many of them, serve a tenant makes no difference to its books: the row locks decide.
/// </remarks>
/// <param name="options">How the journal of a tenant is run.</param>
public sealed class TenantJournals(Func<int, JournalOptions> options, TenantJournalLimits limits, TimeProvider clock) : IAsyncDisposable
{
    private readonly ConcurrentDictionary<int, OpenJournal> _open = new();
    private readonly object _opening = new();
    private readonly CancellationTokenSource _stopping = new();
    private Task _closer = Task.CompletedTask;

    /// <summary>How many are open.</summary>
    public int OpenCount => _open.Count;

    /// <summary>Whether every open journal can commit.</summary>
    public bool IsAlive => _open.Values.All(static open => open.Journal.IsAlive);

    /// <summary>Begins to close what has been quiet.</summary>
    public void Start() => _closer = Task.Run(CloseQuietAsync);

    /// <summary>Hands commands of one tenant to its journal.</summary>
    /// <returns>False when nothing was accepted: its queue is full, or too many tenants are busy at once.</returns>
    public bool TrySubmit(Submission submission)
    {
        var tenantId = submission.Commands[0].TenantId;
        while (true)
        {
            if (!_open.TryGetValue(tenantId, out var open) && !TryOpen(tenantId, out open)) return false;

            Volatile.Write(ref open!.UsedAt, clock.GetTimestamp());
            if (open.Journal.TrySubmit(submission)) return true;

            // A journal that was closed at this very moment takes nothing; its successor does.
            if (_open.TryGetValue(tenantId, out var now) && ReferenceEquals(now, open)) return false;
        }
    }

    /// <summary>Opens the journal of a tenant in which something has fallen due. It does the rest itself.</summary>
    public void Wake(int tenantId)
    {
        if (!_open.ContainsKey(tenantId)) TryOpen(tenantId, out _);
    }

    /// <summary>Commits what was accepted, for every tenant, then stops.</summary>
    public async ValueTask DisposeAsync()
    {
        await _stopping.CancelAsync();
        await _closer;
        lock (_opening)
        {
            _isStopped = true;
        }

        await Task.WhenAll(_open.Values.Select(open => open.Journal.DisposeAsync().AsTask()));
        _stopping.Dispose();
    }

    private bool _isStopped;

    private bool TryOpen(int tenantId, out OpenJournal? open)
    {
        lock (_opening)
        {
            if (_open.TryGetValue(tenantId, out open)) return true;
            if (_isStopped || (_open.Count >= limits.OpenMax && !TryMakeRoom())) return false;

            open = new(Journal.Journal.Start(options(tenantId))) { UsedAt = clock.GetTimestamp() };
            _open[tenantId] = open;
            return true;
        }
    }

    /// <summary>Gives up the journal that has been quiet for longest, unless even that one is at work.</summary>
    private bool TryMakeRoom()
    {
        var (tenantId, quietest) = _open.MinBy(pair => Volatile.Read(ref pair.Value.UsedAt));
        if (clock.GetElapsedTime(Volatile.Read(ref quietest.UsedAt)) < limits.QuietMin) return false;

        _open.TryRemove(tenantId, out _);
        _ = quietest.Journal.DisposeAsync().AsTask();
        return true;
    }

    private async Task CloseQuietAsync()
    {
        using var timer = new PeriodicTimer(limits.QuietAfter / 4, clock);
        try
        {
            while (await timer.WaitForNextTickAsync(_stopping.Token))
            {
                foreach (var (tenantId, open) in _open)
                {
                    if (clock.GetElapsedTime(Volatile.Read(ref open.UsedAt)) < limits.QuietAfter || !_open.TryRemove(new(tenantId, open))) continue;
                    await open.Journal.DisposeAsync();
                }
            }
        }
        catch (OperationCanceledException)
        {
            // The server is stopping.
        }
    }

    private sealed class OpenJournal(Journal.Journal journal)
    {
        public long UsedAt;

        public Journal.Journal Journal { get; } = journal;
    }
}

/// <summary>How many journals are open at once, and for how long.</summary>
public sealed record TenantJournalLimits
{
    /// <summary>Tenants with an open journal at once; commands of further ones are turned away until one of these is quiet.</summary>
    public int OpenMax { get; init; } = 20;

    /// <summary>A journal without a command for so long is closed. Longer than its projections take to be saved.</summary>
    public TimeSpan QuietAfter { get; init; } = TimeSpan.FromMinutes(5);

    /// <summary>A journal without a command for so long makes room for another tenant when all places are taken.</summary>
    public TimeSpan QuietMin { get; init; } = TimeSpan.FromSeconds(2);
}
