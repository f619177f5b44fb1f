using System.Text;
using System.Text.Json;
using Farebox.Charging;
using Farebox.Ledger;
using Farebox.Metering;
using Farebox.Postgres.Closing;
using Npgsql;

namespace Farebox.Postgres.Corrections;

/// <summary>How the events of an account stand, looked up many at a time, so that a thousand corrections need no look-up each as long as nobody else corrects.</summary>
internal sealed class CorrectionLook(int tenantId, string account, Catalog catalog, NpgsqlDataSource dataSource, CommandSender sender)
{
    private readonly UsageReader _reader = new(dataSource, tenantId, Identity.OfBook(tenantId, account), catalog);
    private readonly UseLookUp _uses = new(dataSource, tenantId, account, catalog);
    private readonly Dictionary<UseName, FoundUse> _known = [];
    private Dictionary<long, string> _bodies = [];

    public CommandSender Sender { get; } = sender;

    /// <summary>The last entry that gave something back when it was looked up how events stand.</summary>
    public long Seen { get; private set; } = -1;

    /// <summary>Looks up how events stand.</summary>
    /// <param name="names">The events.</param>
    /// <param name="withBodies">Whether what was sent is needed as well.</param>
    public async Task<IReadOnlyDictionary<UseName, FoundUse>> KnowAsync(IReadOnlyCollection<UseName> names, bool withBodies, CancellationToken cancellationToken)
    {
        _known.Clear();
        await SeeAsync(cancellationToken);
        foreach (var (name, use) in await LookUpAsync(names, cancellationToken)) _known.Add(name, use);
        if (withBodies) _bodies = await _uses.BodiesAsync([.. _known.Values.Where(use => use.Entries.Count == 1).Select(use => use.Entries[0])], cancellationToken);
        return _known;
    }

    /// <summary>How an event stands: as it was looked up with others, or, once more, now.</summary>
    public async Task<FoundUse> FindAsync(UseName name, bool again, CancellationToken cancellationToken)
    {
        if (!again && _known.TryGetValue(name, out var known)) return known;

        await SeeAsync(cancellationToken);
        return (await LookUpAsync([name], cancellationToken))[name];
    }

    /// <summary>An event as it was sent; nothing when it has aged out or cannot be read any more.</summary>
    public async Task<UsageEvent?> SentAsync(Entry entry, CancellationToken cancellationToken)
    {
        if (!_bodies.TryGetValue(entry.Seq, out var body) && !(await _uses.BodiesAsync([entry], cancellationToken)).TryGetValue(entry.Seq, out body)) return null;

        var bytes = Encoding.UTF8.GetBytes(body);
        var reader = new Utf8JsonReader(bytes, CloudEventReader.ReaderOptions);
        reader.Read();
        return CloudEventReader.Read(ref reader, bytes).Event;
    }

    /// <summary>Takes a correction into account that was made a moment ago upon what is known.</summary>
    public void Took(Entry entry)
    {
        var corrected = (UsageCorrected)entry.Body;
        _known.Remove(new(corrected.Source, corrected.Id));
        if (corrected.Taken.Count > 0) Seen = entry.Seq;
    }

    /// <summary>Looks whether somebody else has given something back: what was known is of no use any more then.</summary>
    /// <exception cref="CloseException">There is no such account.</exception>
    public async Task SeeAsync(CancellationToken cancellationToken)
    {
        var last = await Sender.InspectAsync(tenantId, account, static (book, _) => new Last(book.CorrectedSeq), cancellationToken);
        if (last.Seq == Seen) return;

        Seen = last.Seq;
        _known.Clear();
    }

    /// <remarks>A correction of an event stands in its place, so of what stands only adjustments of later closes have given back.</remarks>
    private async Task<Dictionary<UseName, FoundUse>> LookUpAsync(IReadOnlyCollection<UseName> names, CancellationToken cancellationToken)
    {
        var found = await _uses.FindAsync(names, cancellationToken);
        var there = found.Where(use => use.Value.Count > 0 && use.Value[0].Body is UsageReported).ToArray();
        var uses = found.Keys.ToDictionary(name => name, _ => FoundUse.None);
        if (there.Length == 0) return uses;

        var returned = ReturnedParts.Of(await _reader.ReadAdjustmentsAsync(there.Min(use => use.Value[^1].Seq), cancellationToken));
        var standing = await _uses.StandAsync([.. there.Select(use => use.Value)], returned, cancellationToken);
        for (var i = 0; i < there.Length; i++) uses[there[i].Key] = new(there[i].Value, standing[i]);
        return uses;
    }

    private sealed record Last(long Seq);
}

/// <summary>An event that was looked up.</summary>
/// <param name="Entries">Its entry and those of its corrections, in order; none when there is no such event.</param>
/// <param name="Standing">How it stands; <see langword="null"/> when there is no such event.</param>
internal sealed record FoundUse(IReadOnlyList<Entry> Entries, StandingUse? Standing)
{
    public static FoundUse None { get; } = new([], null);

    /// <summary>Whether it was taken back.</summary>
    public bool IsVoided => Entries.Count > 0 && Entries[^1].Body is UsageCorrected { What: CorrectionKind.Void };

    /// <summary>Whether it stands as an event says it, whoever has said so.</summary>
    public bool Says(UsageEvent usage) => Entries[^1].Body is UsageCorrected { What: CorrectionKind.Amend } amended
        ? Entries[^1].Content16 == CorrectUsage.ContentOf(CorrectionKind.Amend, amended.CorrectionId, usage.Content16)
        : !IsVoided && Entries[0].Content16 == usage.Content16;
}
