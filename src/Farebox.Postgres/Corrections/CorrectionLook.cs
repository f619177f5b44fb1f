using Farebox.Charging;
using Farebox.Ledger;
using Farebox.Postgres.Closing;
using Npgsql;

namespace Farebox.Postgres.Corrections;

/// <summary>What is known of an account's corrections, kept up to date by those that are made with it, so that a thousand of them read the others once.</summary>
internal sealed class CorrectionLook(int tenantId, string account, Catalog catalog, NpgsqlDataSource dataSource, CommandSender sender)
{
    private readonly UsageReader _reader = new(dataSource, tenantId, Identity.OfBook(tenantId, account), catalog);
    private bool _isKnown;

    public CommandSender Sender { get; } = sender;

    public Catalog Catalog { get; } = catalog;

    public UseLookUp Uses { get; } = new(dataSource, tenantId, account, catalog);

    /// <summary>What has come back so far.</summary>
    public ReturnedParts Returned { get; private set; } = new();

    /// <summary>The last entry that gave something back.</summary>
    public long Seen { get; private set; }

    /// <summary>Reads it, unless it is known and nobody else has gone on with it.</summary>
    public async Task RefreshAsync(bool hasMoved, CancellationToken cancellationToken)
    {
        if (_isKnown && !hasMoved) return;

        Seen = ((Last)await Sender.InspectAsync(tenantId, account, static (book, _) => new Last(book.CorrectedSeq), cancellationToken)).Seq;
        Returned = ReturnedParts.Of((await _reader.ReadCorrectionsAsync(0, long.MaxValue, cancellationToken)).Select(entry => entry.Body));
        _isKnown = true;
    }

    /// <summary>Takes a correction into account that was made a moment ago.</summary>
    public void Took(Entry entry)
    {
        var corrected = (UsageCorrected)entry.Body;
        if (corrected.Taken.Count == 0 || entry.Seq <= Seen) return;
        Seen = entry.Seq;
        Returned.Add(corrected);
    }

    private sealed record Last(long Seq);
}
