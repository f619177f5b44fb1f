using System.Diagnostics;
using Npgsql;

namespace Farebox.Postgres.Journal;

/// <summary>The tenant's clock and configuration as a connection last saw them. Whoever decides by them has them confirmed by the statement that moves the books.</summary>
internal sealed class TenantView
{
    /// <summary>How long the time since the last look is taken from this machine's monotonic clock before the database is asked again.</summary>
    private static readonly TimeSpan FreshFor = TimeSpan.FromSeconds(1);

    private DateTimeOffset _clock;
    private long _seenAt;

    /// <summary>The number of the newest configuration row.</summary>
    public long ConfigSeq { get; private set; }

    /// <summary>Where a sandbox clock stands still.</summary>
    public DateTimeOffset? FrozenAt { get; private set; }

    /// <summary>How far a sandbox clock runs ahead of the database's.</summary>
    public TimeSpan Lead { get; private set; }

    /// <summary>Whether <see cref="Now"/> may be used without another look.</summary>
    public bool IsFresh => _seenAt != 0 && Stopwatch.GetElapsedTime(_seenAt) < FreshFor;

    /// <summary>The tenant's clock: the database's at the last look, and what has passed since.</summary>
    public DateTimeOffset Now => FrozenAt ?? WholeMicroseconds(_clock + Stopwatch.GetElapsedTime(_seenAt));

    /// <summary>Looks again.</summary>
    public void Read(NpgsqlDataReader reader, int tenantId)
    {
        if (!reader.Read()) throw new InvalidDataException($"There is no tenant {tenantId}.");
        ConfigSeq = reader.GetInt64(0);
        FrozenAt = reader.IsDBNull(2) ? null : reader.GetFieldValue<DateTimeOffset>(2);
        Lead = reader.GetTimeSpan(3);
        Confirm(reader.GetFieldValue<DateTimeOffset>(1));
    }

    /// <summary>Everything else is as it was, and this is the time.</summary>
    public void Confirm(DateTimeOffset clock) => (_clock, _seenAt) = (clock, Stopwatch.GetTimestamp());

    public void Forget() => _seenAt = 0;

    /// <summary>As exact as the journal keeps it: what is decided by an instant must be what is stored.</summary>
    private static DateTimeOffset WholeMicroseconds(DateTimeOffset instant) => instant.AddTicks(-(instant.UtcTicks % TimeSpan.TicksPerMicrosecond));
}
