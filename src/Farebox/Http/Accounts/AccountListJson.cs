using System.Text.Json;
using Farebox.Http.Json;
using Farebox.Ledger;
using Farebox.Money;

namespace Farebox.Http.Accounts;

/// <summary>Writes what an account has as creating it was answered.</summary>
internal static class AccountListJson
{
    public static void WriteMember(Utf8JsonWriter json, ListedMember member)
    {
        json.WriteStartObject();
        json.WriteString("id", member.Id);
        json.WriteString("account", member.Account);
        if (member.Parent is not null) json.WriteString("parent", member.Parent);
        json.WriteString("path", member.Path);
        json.WriteEndObject();
    }

    public static void WriteLimit(Utf8JsonWriter json, ListedLimit limit)
    {
        json.WriteStartObject();
        json.WriteString("account", limit.Account);
        if (limit.Member.Length > 0) json.WriteString("member", limit.Member);
        json.WriteString("asset", limit.Asset!.Code);
        AmountJson.Write(json, "max", limit.Units, limit.Asset);
        json.WriteEndObject();
    }
}

/// <summary>A member as it stands in its account.</summary>
internal sealed record ListedMember(string Id, string Account, string? Parent, string Path);

/// <summary>A limit as it stands now.</summary>
/// <param name="Member">Empty: the account as a whole.</param>
/// <param name="Named">What a named limit says and has counted; nothing for a total one.</param>
internal sealed record ListedLimit(string Account, string Member, Asset? Asset, long Units, LimitState? Named)
{
    /// <summary>Total limits by member, then by asset; named ones after them, by id. No id has a slash or begins with a tilde.</summary>
    public string Position => Named is null ? $"{Member}/{Asset!.Code}" : $"~/{Named.Terms.Id}";

    public static ListedLimit Of(Book book, Limit limit, DateTimeOffset now) => new(book.Account, limit.Member.Id, limit.Terms.Asset, 0, LimitState.Of(limit, now));
}
