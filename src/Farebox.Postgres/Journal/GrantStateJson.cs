using System.Text.Json;
using Farebox.Ledger;

namespace Farebox.Postgres.Journal;

/// <summary>Where the units of a grant have gone, as a checkpoint keeps it. What is nothing is left out, but for what every grant always said.</summary>
internal static class GrantStateJson
{
    public static void Write(Utf8JsonWriter json, in GrantState state)
    {
        json.WriteNumber("spent"u8, state.Spent);
        json.WriteNumber("expired"u8, state.Expired);
        json.WriteBoolean("is_expired"u8, state.IsExpired);
        json.WriteBoolean("is_effective"u8, state.IsEffective);
        json.WriteNumber("seq"u8, state.Seq);
        if (state.Revoked != 0) json.WriteNumber("revoked"u8, state.Revoked);
        if (state.MovedOut != 0) json.WriteNumber("moved_out"u8, state.MovedOut);
        if (state.Lent != 0) json.WriteNumber("lent"u8, state.Lent);
        if (state.IsRolledOver) json.WriteBoolean("is_rolled_over"u8, true);
        if (state.Removed is { } removed) json.WriteString("removed"u8, removed.Name());
        if (state.PaidAt is { } paidAt) json.WriteNumber("paid_at"u8, paidAt.UtcTicks);
    }

    public static GrantState Read(JsonElement json) => new(Whole(json, "seq"), Whole(json, "spent"), Whole(json, "expired"))
    {
        IsExpired = json.GetProperty("is_expired").GetBoolean(),
        IsEffective = json.GetProperty("is_effective").GetBoolean(),
        Revoked = Whole(json, "revoked"),
        MovedOut = Whole(json, "moved_out"),
        Lent = Whole(json, "lent"),
        IsRolledOver = json.TryGetProperty("is_rolled_over", out _),
        Removed = json.TryGetProperty("removed", out var removed) && GrantRemovals.TryParse(removed.GetString()!, out var removal) ? removal : null,
        PaidAt = json.TryGetProperty("paid_at", out var ticks) ? new DateTimeOffset(ticks.GetInt64(), TimeSpan.Zero) : null,
    };

    private static long Whole(JsonElement json, string name) => json.TryGetProperty(name, out var value) ? value.GetInt64() : 0;
}
