using System.Runtime.CompilerServices;
using System.Text.Json.Serialization.Metadata;

namespace Farebox.Client.Transport;

/// <summary>Walks through a list, a page at a time.</summary>
internal static class Pages
{
    private const string CountMax = "1000";

    public static async IAsyncEnumerable<TItem> ListAsync<TPage, TItem>(
        this Channel channel,
        string path,
        JsonTypeInfo<TPage> type,
        Func<TPage, (IReadOnlyList<TItem> Items, string? Next)> read,
        [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        string? cursor = null;
        do
        {
            var page = await channel.AskAsync(Call.Get(Route.Query(path, ("limit", CountMax), ("cursor", cursor))), type, cancellationToken).ConfigureAwait(false);
            var (items, next) = read(page);
            foreach (var item in items) yield return item;
            cursor = next;
        }
        while (cursor is not null);
    }
}

/// <summary>A page of assets.</summary>
internal sealed record AssetPage(IReadOnlyList<Asset> Assets, string? NextCursor);

/// <summary>A page of meters.</summary>
internal sealed record MeterPage(IReadOnlyList<Meter> Meters, string? NextCursor);

/// <summary>A page of card versions.</summary>
internal sealed record CardPage(IReadOnlyList<Card> Cards, string? NextCursor);

/// <summary>A page of accounts.</summary>
internal sealed record AccountPage(IReadOnlyList<Account> Accounts, string? NextCursor);

/// <summary>A page of members.</summary>
internal sealed record MemberPage(IReadOnlyList<Member> Members, string? NextCursor);

/// <summary>A page of limits.</summary>
internal sealed record LimitPage(IReadOnlyList<Limit> Limits, string? NextCursor);

/// <summary>A page of schedules.</summary>
internal sealed record SchedulePage(IReadOnlyList<Schedule> Schedules, string? NextCursor);
