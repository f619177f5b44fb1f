using System.Text.Json;
using Farebox.Http.Json;
using Farebox.Ledger;
using Farebox.Money;

namespace Farebox.Http.Accounts;

/// <summary>Where the units of a grant are, or of all grants of a wallet together. What was granted and moved in is the sum of the rest.</summary>
internal readonly record struct GrantBalance(
    Int128 Granted, Int128 MovedIn, Int128 Available, Int128 PendingExpiry, Int128 Held, Int128 Spent, Int128 Expired, Int128 Revoked, Int128 Moved)
{
    public static GrantBalance Of(Grant grant, DateTimeOffset now) =>
        new(
            grant.Granted, grant.MovedIn, grant.AvailableAt(now), grant.PendingExpiryAt(now), grant.Held.Balance, grant.Spent, grant.Expired,
            grant.Revoked, grant.MovedOut);

    public GrantBalance Plus(GrantBalance other) => new(
        Granted + other.Granted, MovedIn + other.MovedIn, Available + other.Available, PendingExpiry + other.PendingExpiry,
        Held + other.Held, Spent + other.Spent, Expired + other.Expired, Revoked + other.Revoked, Moved + other.Moved);

    public void WriteTo(Utf8JsonWriter json, Asset asset)
    {
        AmountJson.Write(json, "granted", Granted, asset);
        AmountJson.Write(json, "moved_in", MovedIn, asset);
        AmountJson.Write(json, "available", Available, asset);
        AmountJson.Write(json, "pending_expiry", PendingExpiry, asset);
        AmountJson.Write(json, "held", Held, asset);
        AmountJson.Write(json, "spent", Spent, asset);
        AmountJson.Write(json, "expired", Expired, asset);
        AmountJson.Write(json, "revoked", Revoked, asset);
        AmountJson.Write(json, "moved", Moved, asset);
    }
}
