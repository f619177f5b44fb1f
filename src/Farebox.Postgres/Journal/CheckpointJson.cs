using System.Buffers;
using System.Text;
using System.Text.Json;
using Farebox.Charging;
using Farebox.Ledger;

namespace Farebox.Postgres.Journal;

/// <summary>The state of a book as canonical JSON: two books with the same entries have the same text.</summary>
/// <remarks>Everything is in ordinal order and what is zero is left out, so that having looked at something leaves no trace.</remarks>
internal static class CheckpointJson
{
    public static string Write(Book book)
    {
        var buffer = new ArrayBufferWriter<byte>(1024);
        using (var json = new Utf8JsonWriter(buffer, new() { SkipValidation = true }))
        {
            json.WriteStartObject();
            json.WriteNumber("seq"u8, book.Seq);
            json.WriteNumber("recorded_at"u8, book.RecordedAt.UtcTicks);
            json.WriteString("rate_card"u8, book.RateCard);
            json.WriteString("cost_card"u8, book.CostCard);
            PayWithJson.Write(json, book.RateCards);
            WriteMembers(json, book);
            WriteGrants(json, book);
            WriteAccounts(json, book);
            WriteHolds(json, book);
            WriteDebts(json, book);
            WriteEnded(json, book);
            CounterJson.Write(json, book);
            WatchJson.Write(json, book);
            ClosingJson.Write(json, book);
            BurnOrderJson.Write(json, book);
            ScheduleJson.Write(json, book);
            json.WriteEndObject();
        }

        return Encoding.UTF8.GetString(buffer.WrittenSpan);
    }

    public static Book Read(long bookId, string account, string state, Catalog catalog)
    {
        using var document = JsonDocument.Parse(state);
        var json = document.RootElement;
        var restore = new Book.Restore(bookId, account);
        restore.Cards(PayWithJson.Read(json), json.GetProperty("cost_card").GetString()!);
        foreach (var member in json.GetProperty("members").EnumerateArray()) ReadMember(restore, member, catalog);
        foreach (var grant in json.GetProperty("grants").EnumerateArray())
        {
            restore.Grant(TermsJson.Read(grant, catalog), GrantStateJson.Read(grant));
        }

        BurnOrderJson.Read(restore, json, catalog);
        ScheduleJson.Read(restore, json, catalog);

        foreach (var line in json.GetProperty("accounts").EnumerateArray())
            restore.Balance(line[0].GetString()!, catalog.AssetOf(line[1].GetString()!), line[2].GetInt64());
        foreach (var hold in json.GetProperty("holds").EnumerateArray()) ReadHold(restore, hold, catalog);
        foreach (var debt in json.GetProperty("debts").EnumerateArray())
        {
            restore.Debt(
                debt[0].GetString()!, catalog.AssetOf(debt[1].GetString()!), debt[2].GetString()!, debt[3].GetString()!, debt[4].GetString()!,
                debt[5].GetInt64());
        }

        foreach (var end in json.GetProperty("ended").EnumerateArray())
            restore.Ended(new(end[0].GetString()!, Names.ParseEnd(end[1].GetString()!), end.GetArrayLength() > 2 ? new(end[2].GetInt64(), Instant(end[3])) : null));
        CounterJson.Read(restore, json);
        WatchJson.Read(restore, json, catalog);
        ClosingJson.Read(restore, json);
        return restore.Finish(json.GetProperty("seq").GetInt64(), Instant(json.GetProperty("recorded_at")));
    }

    private static void WriteMembers(Utf8JsonWriter json, Book book)
    {
        json.WriteStartArray("members"u8);
        WriteMember(json, book.Root);
        // Parents before children: a path is longer than the path it continues.
        foreach (var member in book.Members.Values.OrderBy(member => member.Path.Count(letter => letter == '/')).ThenBy(member => member.Path, StringComparer.Ordinal))
            WriteMember(json, member);
        json.WriteEndArray();
    }

    private static void WriteMember(Utf8JsonWriter json, Member member)
    {
        json.WriteStartObject();
        json.WriteString("id"u8, member.Id);
        if (member.Parent is { IsAccount: false } parent) json.WriteString("parent"u8, parent.Id);
        json.WriteStartArray("uses"u8);
        foreach (var use in member.Uses.Where(use => use.Used != 0 || use.Limit is not null).OrderBy(use => use.Asset.Code, StringComparer.Ordinal))
        {
            json.WriteStartArray();
            json.WriteStringValue(use.Asset.Code);
            json.WriteNumberValue(use.Used);
            if (use.Limit is { } limit) json.WriteNumberValue(limit);
            json.WriteEndArray();
        }

        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static void ReadMember(Book.Restore restore, JsonElement member, Catalog catalog)
    {
        var id = member.GetProperty("id").GetString()!;
        restore.Member(id, member.TryGetProperty("parent", out var parent) ? parent.GetString() : null);
        foreach (var use in member.GetProperty("uses").EnumerateArray())
            restore.Use(id, catalog.AssetOf(use[0].GetString()!), use[1].GetInt64(), use.GetArrayLength() > 2 ? use[2].GetInt64() : null);
    }

    private static void WriteGrants(Utf8JsonWriter json, Book book)
    {
        json.WriteStartArray("grants"u8);
        foreach (var grant in book.Grants.Values.OrderBy(grant => grant.Terms.Id, StringComparer.Ordinal))
        {
            json.WriteStartObject();
            TermsJson.Write(json, grant.Terms);
            GrantStateJson.Write(json, GrantState.Of(grant));
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private static void WriteAccounts(Utf8JsonWriter json, Book book)
    {
        json.WriteStartArray("accounts"u8);
        var lines = book.Accounts.Where(account => account.Balance != 0)
            .OrderBy(account => account.Code, StringComparer.Ordinal).ThenBy(account => account.Asset.Code, StringComparer.Ordinal);
        foreach (var account in lines)
        {
            json.WriteStartArray();
            json.WriteStringValue(account.Code);
            json.WriteStringValue(account.Asset.Code);
            json.WriteNumberValue(account.Balance);
            json.WriteEndArray();
        }

        json.WriteEndArray();
    }

    private static void WriteHolds(Utf8JsonWriter json, Book book)
    {
        json.WriteStartArray("holds"u8);
        foreach (var hold in book.Holds.Values.OrderBy(hold => hold.Seq))
        {
            json.WriteStartObject();
            json.WriteString("id"u8, hold.Terms.Id);
            json.WriteString("asset"u8, hold.Terms.Asset.Code);
            json.WriteNumber("units"u8, hold.Terms.Units);
            if (hold.Terms.Meter is { } meter) json.WriteString("meter"u8, meter);
            if (hold.Terms.Model is { } model) json.WriteString("model"u8, model);
            json.WriteNumber("lapses_at"u8, hold.Terms.LapsesAt.UtcTicks);
            json.WriteString("member"u8, hold.Member.Id);
            json.WriteNumber("seq"u8, hold.Seq);
            if (hold.Change is not null) json.WriteBoolean("changed"u8, true);
            json.WriteStartArray("portions"u8);
            foreach (var portion in hold.Portions)
            {
                json.WriteStartArray();
                json.WriteStringValue(portion.Grant.Terms.Id);
                json.WriteNumberValue(portion.Units);
                json.WriteEndArray();
            }

            json.WriteEndArray();
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private static void ReadHold(Book.Restore restore, JsonElement hold, Catalog catalog)
    {
        var terms = new HoldTerms(
            hold.GetProperty("id").GetString()!, catalog.AssetOf(hold.GetProperty("asset").GetString()!), hold.GetProperty("units").GetInt64(),
            hold.TryGetProperty("meter", out var meter) ? meter.GetString() : null,
            hold.TryGetProperty("model", out var model) ? model.GetString() : null, Instant(hold.GetProperty("lapses_at")));
        restore.Hold(
            terms, hold.GetProperty("member").GetString()!, hold.GetProperty("seq").GetInt64(),
            hold.GetProperty("portions").EnumerateArray().Select(portion => (portion[0].GetString()!, portion[1].GetInt64())),
            hold.TryGetProperty("changed", out _));
    }

    private static void WriteDebts(Utf8JsonWriter json, Book book)
    {
        json.WriteStartArray("debts"u8);
        foreach (var debt in book.Wallets.OrderBy(wallet => wallet.Key, StringComparer.Ordinal).SelectMany(wallet => wallet.Value.Debts))
        {
            json.WriteStartArray();
            foreach (var text in (ReadOnlySpan<string>)[debt.Key, debt.Asset.Code, debt.Meter, debt.Model, debt.Member.Id]) json.WriteStringValue(text);
            json.WriteNumberValue(debt.Units);
            json.WriteEndArray();
        }

        json.WriteEndArray();
    }

    private static void WriteEnded(Utf8JsonWriter json, Book book)
    {
        json.WriteStartArray("ended"u8);
        foreach (var (id, end, change) in book.EndedHolds)
        {
            json.WriteStartArray();
            json.WriteStringValue(id);
            json.WriteStringValue(Names.Of(end));
            if (change is { } became)
            {
                json.WriteNumberValue(became.Units);
                json.WriteNumberValue(became.LapsesAt.UtcTicks);
            }

            json.WriteEndArray();
        }

        json.WriteEndArray();
    }

    private static DateTimeOffset Instant(JsonElement ticks) => new(ticks.GetInt64(), TimeSpan.Zero);
}
