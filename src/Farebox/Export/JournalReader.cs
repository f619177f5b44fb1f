using System.Runtime.CompilerServices;
using Farebox.Client;

namespace Farebox.Export;

/// <summary>Reads journals over HTTP, a page at a time, so that one of any length needs the memory of a page.</summary>
internal sealed class JournalReader(FareboxClient client)
{
    private const int PageEntries = 1000;

    public async IAsyncEnumerable<string> AccountsAsync(ExportScope scope, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        if (scope.Account is { } only)
        {
            yield return only;
            yield break;
        }

        await foreach (var account in client.Accounts.ListAsync(cancellationToken)) yield return account.Id;
    }

    public IAsyncEnumerable<Asset> AssetsAsync(CancellationToken cancellationToken) => client.Configuration.ListAssetsAsync(cancellationToken);

    public Task<UsageReport> UsageAsync(UsageQuery query, CancellationToken cancellationToken) => client.Reports.ReadUsageAsync(query, cancellationToken);

    /// <summary>The entries of an account in order, those recorded before <paramref name="to"/>.</summary>
    public async IAsyncEnumerable<Entry> EntriesAsync(string account, DateTimeOffset? to, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        string? cursor = null;
        do
        {
            var page = await client.Accounts.ReadEntriesAsync(account, cursor, PageEntries, cancellationToken);
            foreach (var entry in page.Entries)
            {
                // A book's clock never goes back, so nothing that follows is earlier.
                if (entry.RecordedAt >= to) yield break;
                yield return entry;
            }

            cursor = page.NextCursor;
        }
        while (cursor is not null);
    }
}
