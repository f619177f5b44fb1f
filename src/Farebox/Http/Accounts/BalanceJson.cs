using System.Text.Json;
using Farebox.Http.Json;
using Farebox.Ledger;
using Farebox.Time;

namespace Farebox.Http.Accounts;

/// <summary>Writes the balances of a book: per wallet and grant, and what each member has used.</summary>
internal static class BalanceJson
{
    public static void Write(Utf8JsonWriter json, Book book, DateTimeOffset now)
    {
        json.WriteStartObject();
        json.WriteString("account", book.Account);
        json.WriteString("as_of", Rfc3339.Format(now));
        json.WriteNumber("seq", book.Seq);
        json.WriteStartArray("wallets");
        foreach (var wallet in book.Wallets.Values.OrderBy(wallet => wallet.Asset.Code, StringComparer.Ordinal)) WriteWallet(json, book, wallet, now);
        json.WriteEndArray();
        WriteUses(json, book.Root);
        json.WriteStartArray("members");
        var owned = book.Grants.Values.Where(grant => grant.Owner is not null).ToLookup(grant => grant.Owner);
        foreach (var member in book.Members.Values.OrderBy(member => member.Path, StringComparer.Ordinal)) WriteMember(json, member, owned[member], now);
        json.WriteEndArray();
        json.WriteNumber("open_holds", book.Holds.Count);
        json.WriteEndObject();
    }

    private static void WriteWallet(Utf8JsonWriter json, Book book, Wallet wallet, DateTimeOffset now)
    {
        var grants = book.Grants.Values.Where(grant => grant.Terms.Asset == wallet.Asset).Order(wallet.Order).ToArray();
        var total = new GrantBalance();
        foreach (var grant in grants) total = total.Plus(GrantBalance.Of(grant, now));

        json.WriteStartObject();
        json.WriteString("asset", wallet.Asset.Code);
        json.WriteString("burn_order", wallet.Order.Name);
        AmountJson.Write(json, "spendable", SpendableOf(grants, now), wallet.Asset);
        total.WriteTo(json, wallet.Asset);
        AmountJson.Write(json, "debt", -(Int128)wallet.DebtAccount.Balance, wallet.Asset);
        json.WriteStartArray("grants");
        foreach (var grant in grants) WriteGrant(json, grant, now);
        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static void WriteGrant(Utf8JsonWriter json, Grant grant, DateTimeOffset now)
    {
        json.WriteStartObject();
        json.WriteString("id", grant.Terms.Id);
        json.WriteString("source", grant.Terms.Source.Name());
        json.WriteNumber("priority", grant.Terms.Priority);
        json.WriteString("effective_at", Rfc3339.Format(grant.Terms.EffectiveAt));
        if (grant.Terms.ExpiresAt is { } expires) json.WriteString("expires_at", Rfc3339.Format(expires));
        if (grant.Terms.Owner is { } owner) json.WriteString("owner", owner);
        if (grant.Terms.From is { } from) json.WriteString("from", from);
        if (grant.Terms.Schedule is { } schedule) json.WriteString("schedule", schedule);
        if (grant.Terms.Payment != GrantPayment.Settled) json.WriteBoolean("paid", grant.PaidAt is not null);
        if (grant.Removed is { } removed) json.WriteString("removed", removed.Name());
        GrantBalance.Of(grant, now).WriteTo(json, grant.Terms.Asset);
        json.WriteEndObject();
    }

    /// <summary>What could pay for something now, as far as time and payment go; scopes and owners decide for what and whom.</summary>
    private static Int128 SpendableOf(IEnumerable<Grant> grants, DateTimeOffset now)
    {
        Int128 spendable = 0;
        foreach (var grant in grants) spendable += grant.PaysFrom <= now ? grant.AvailableAt(now) : 0;
        return spendable;
    }

    /// <summary>The member's own credit, asset by asset: where there is none, nothing is said.</summary>
    private static void WriteOwn(Utf8JsonWriter json, IEnumerable<Grant> owned, DateTimeOffset now)
    {
        var wallets = owned.GroupBy(grant => grant.Terms.Asset).OrderBy(group => group.Key.Code, StringComparer.Ordinal).ToArray();
        if (wallets.Length == 0) return;

        json.WriteStartArray("wallets");
        foreach (var group in wallets)
        {
            json.WriteStartObject();
            json.WriteString("asset", group.Key.Code);
            AmountJson.Write(json, "spendable", SpendableOf(group, now), group.Key);
            group.Aggregate(default(GrantBalance), (total, grant) => total.Plus(GrantBalance.Of(grant, now))).WriteTo(json, group.Key);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private static void WriteMember(Utf8JsonWriter json, Member member, IEnumerable<Grant> owned, DateTimeOffset now)
    {
        json.WriteStartObject();
        json.WriteString("id", member.Id);
        json.WriteString("path", member.Path);
        WriteOwn(json, owned, now);
        WriteUses(json, member);
        json.WriteEndObject();
    }

    private static void WriteUses(Utf8JsonWriter json, Member member)
    {
        json.WriteStartObject("used");
        foreach (var use in member.Uses) AmountJson.Write(json, use.Asset.Code, use.Used, use.Asset);
        json.WriteEndObject();
        if (member.Uses.All(use => use.Limit is null)) return;

        json.WriteStartObject("limits");
        foreach (var use in member.Uses)
        {
            if (use.Limit is { } limit) AmountJson.Write(json, use.Asset.Code, limit, use.Asset);
        }

        json.WriteEndObject();
    }
}
