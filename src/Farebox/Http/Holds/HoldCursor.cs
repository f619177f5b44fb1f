using Farebox.Http.Accounts;

namespace Farebox.Http.Holds;

/// <summary>Where a listing of holds goes on. Made like that of entries, and fits no other list.</summary>
internal static class HoldCursor
{
    public static string Write(long seq, int tenantId, string account) => EntryCursor.Write(seq, tenantId, Name(account));

    public static bool TryRead(string cursor, int tenantId, string account, out long seq) => EntryCursor.TryRead(cursor, tenantId, Name(account), out seq);

    // No account is called so, as no id has a space.
    private static string Name(string account) => $"holds of {account}";
}
