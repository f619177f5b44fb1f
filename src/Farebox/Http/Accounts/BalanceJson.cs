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
        foreach (var member in book.Members.Values.OrderBy(member => member.Path, StringComparer.Ordinal)) WriteMember(json, member);
        json.WriteEndArray();
        json.WriteNumber("open_holds", book.Holds.Count);
        json.WriteEndObject();
    }

    private static void WriteWallet(Utf8JsonWriter json, Book book, Wallet wallet, DateTimeOffset now)
    {
        var grants = book.Grants.Values.Where(grant => grant.Terms.Asset == wallet.Asset).OrderBy(grant => grant.Terms, BurnOrder.Default).ToArray();
        var total = new GrantBalance();
        foreach (var grant in grants) total = total.Plus(GrantBalance.Of(grant, now));

        json.WriteStartObject();
        json.WriteString("asset", wallet.Asset.Code);
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
        GrantBalance.Of(grant, now).WriteTo(json, grant.Terms.Asset);
        json.WriteEndObject();
    }

    private static void WriteMember(Utf8JsonWriter json, Member member)
    {
        json.WriteStartObject();
        json.WriteString("id", member.Id);
        json.WriteString("path", member.Path);
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
