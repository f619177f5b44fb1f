using System.Collections.Immutable;
using System.Text.Json;
using Farebox.Http.Json;
using Farebox.Ledger;
using Farebox.Time;

namespace Farebox.Http.Accounts;

/// <summary>Writes what was made in an account, as it is kept.</summary>
internal static class AccountJson
{
    public static void WriteAccount(Utf8JsonWriter json, (string Id, AccountOpened Opened) account)
    {
        json.WriteStartObject();
        json.WriteString("id", account.Id);
        json.WriteString("rate_card", account.Opened.RateCard);
        json.WriteString("cost_card", account.Opened.CostCard);
        if (account.Opened.RateCards.Length > 1)
        {
            json.WriteStartArray("pay_with");
            foreach (var card in account.Opened.RateCards) json.WriteStringValue(card);
            json.WriteEndArray();
        }

        json.WriteEndObject();
    }

    public static void WriteMember(Utf8JsonWriter json, (string Account, Entry Entry) member)
    {
        var added = (MemberAdded)member.Entry.Body;
        json.WriteStartObject();
        json.WriteString("id", added.Id);
        json.WriteString("account", member.Account);
        if (added.Parent is not null) json.WriteString("parent", added.Parent);

        // The entry stands under the parent, whose path it was recorded with.
        json.WriteString("path", member.Entry.Member.Length == 0 ? added.Id : $"{member.Entry.Member}/{added.Id}");
        json.WriteEndObject();
    }

    public static void WriteGrant(Utf8JsonWriter json, (string Account, GrantTerms Terms) grant)
    {
        json.WriteStartObject();
        WriteTerms(json, grant);
        json.WriteEndObject();
    }

    /// <summary>The members of a grant, in an object that the caller has begun.</summary>
    public static void WriteTerms(Utf8JsonWriter json, (string Account, GrantTerms Terms) grant, bool isTemplate = false)
    {
        var terms = grant.Terms;
        json.WriteString("id", terms.Id);
        json.WriteString("account", grant.Account);
        json.WriteString("asset", terms.Asset.Code);
        AmountJson.Write(json, "amount", terms.Units, terms.Asset);
        json.WriteString("source", terms.Source.Name());
        json.WriteNumber("priority", terms.Priority);
        if (!isTemplate) json.WriteString("effective_at", Rfc3339.Format(terms.EffectiveAt));
        if (terms.ExpiresAt is { } expires) json.WriteString("expires_at", Rfc3339.Format(expires));
        json.WriteNumber("grace_seconds", (long)terms.Grace.TotalSeconds);
        if (terms.CostBasis is { } basis)
        {
            json.WriteStartObject("cost_basis");
            json.WriteString("asset", basis.Asset.Code);
            AmountJson.Write(json, "amount", basis.Units, basis.Asset);
            json.WriteEndObject();
        }

        if (!terms.Scope.IsUnrestricted) WriteScope(json, terms.Scope);
        Grants.GrantTermsAnswer.Write(json, terms);
    }

    public static void WriteLimit(Utf8JsonWriter json, (string Account, LimitSet Limit) limit)
    {
        json.WriteStartObject();
        json.WriteString("account", limit.Account);
        if (limit.Limit.Member.Length > 0) json.WriteString("member", limit.Limit.Member);
        json.WriteString("asset", limit.Limit.Asset.Code);
        AmountJson.Write(json, "max", limit.Limit.Units, limit.Limit.Asset);
        json.WriteEndObject();
    }

    private static void WriteScope(Utf8JsonWriter json, GrantScope scope)
    {
        json.WriteStartObject("scope");
        WriteNames(json, "meters", scope.Meters);
        WriteNames(json, "models", scope.Models);
        WriteNames(json, "members", scope.Members);
        json.WriteEndObject();
    }

    private static void WriteNames(Utf8JsonWriter json, string name, ImmutableArray<string> names)
    {
        if (names.IsEmpty) return;
        json.WriteStartArray(name);
        foreach (var item in names) json.WriteStringValue(item);
        json.WriteEndArray();
    }
}
