using Farebox.Client;

namespace Farebox.Export;

/// <summary>What <c>farebox export</c> writes, read over HTTP and written as it is read.</summary>
internal sealed class JournalExport(FareboxClient client, TextWriter text)
{
    private readonly JournalReader _reader = new(client);

    /// <summary>The journal in hledger's language. With a beginning, each account opens with its balances of that moment.</summary>
    public async Task WriteHledgerAsync(ExportScope scope, CancellationToken cancellationToken)
    {
        var journal = new HledgerJournal(text);
        var assets = new List<Asset>();
        await foreach (var asset in _reader.AssetsAsync(cancellationToken)) assets.Add(asset);
        journal.WriteAssets(assets);

        await foreach (var account in _reader.AccountsAsync(scope, cancellationToken))
        {
            var before = new OpeningBalances();
            var isOpen = scope.From is null;
            await foreach (var entry in _reader.EntriesAsync(account, scope.To, cancellationToken))
            {
                if (entry.RecordedAt < scope.From)
                {
                    before.Take(entry);
                    continue;
                }

                if (!isOpen) journal.WriteOpening(account, scope.From!.Value, before);
                isOpen = true;
                journal.Write(account, entry);
            }

            if (!isOpen) journal.WriteOpening(account, scope.From!.Value, before);
        }
    }

    /// <summary>The journal as a table.</summary>
    public async Task WriteEntriesAsync(ExportScope scope, CancellationToken cancellationToken)
    {
        var table = new EntriesCsv(text);
        table.WriteHeader();
        await foreach (var account in _reader.AccountsAsync(scope, cancellationToken))
        {
            await foreach (var entry in _reader.EntriesAsync(account, scope.To, cancellationToken))
            {
                if (!(entry.RecordedAt < scope.From)) table.Write(account, entry);
            }
        }
    }

    /// <summary>A usage report as a table.</summary>
    public async Task WriteUsageAsync(UsageQuery query, CancellationToken cancellationToken) =>
        UsageCsv.Write(text, query.GroupBy, await _reader.UsageAsync(query, cancellationToken));
}
