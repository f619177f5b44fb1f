using Farebox.Http.Edge;

namespace Farebox.Http.Holds;

/// <summary>Where a listing of holds goes on: read with its filter, written with its page.</summary>
internal static class HoldCursor
{
    public static string Write(long seq, int tenantId, string account) => SeqCursor.Write(seq, Listed(tenantId, account));

    public static bool TryRead(string cursor, int tenantId, string account, out long seq) => SeqCursor.TryRead(cursor, Listed(tenantId, account), out seq);

    private static string Listed(int tenantId, string account) => FormattableString.Invariant($"holds {tenantId} {account}");
}
