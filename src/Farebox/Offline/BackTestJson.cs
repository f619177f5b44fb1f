using System.Text.Json;
using Farebox.Billing;
using Farebox.Money;
using Farebox.Planning;

namespace Farebox.Offline;

/// <summary>Writes what <c>farebox backtest --json</c> says. What is not known is left out, and never zero.</summary>
internal static class BackTestJson
{
    public static void Write(Utf8JsonWriter json, Plan before, Plan after, BackTest test)
    {
        json.WriteStartObject();
        json.WriteString("before", before.Id);
        json.WriteString("after", after.Id);
        json.WriteString("currency", test.Currency.Code);
        json.WriteNumber("winners", test.Winners);
        json.WriteNumber("losers", test.Losers);
        json.WriteNumber("incomparable", test.Incomparable);
        WriteSums(json, "revenue", test.RevenueBefore, test.RevenueAfter);
        WriteSums(json, "margin", test.MarginBefore, test.MarginAfter);
        json.WriteStartArray("accounts");
        foreach (var account in test.Accounts) WriteAccount(json, account);
        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static void WriteSums(Utf8JsonWriter json, string name, decimal? before, decimal? after)
    {
        json.WriteStartObject(name);
        if (before is { } first) json.WriteString("before", DecimalText.Format(first));
        if (after is { } second) json.WriteString("after", DecimalText.Format(second));
        if (before is { } from && after is { } to) json.WriteString("change", DecimalText.Format(to - from));
        json.WriteEndObject();
    }

    private static void WriteAccount(Utf8JsonWriter json, AccountChange account)
    {
        json.WriteStartObject();
        json.WriteString("account", account.Account);
        json.WriteString("before", DecimalText.Format(account.Before.Amount));
        json.WriteString("after", DecimalText.Format(account.After.Amount));
        json.WriteString("change", DecimalText.Format(account.Change));
        if (account.ChangePercent is { } percent) json.WriteString("change_percent", DecimalText.Format(percent));
        if (account.Before.Margin is { } first) json.WriteString("margin_before", DecimalText.Format(first));
        if (account.After.Margin is { } second) json.WriteString("margin_after", DecimalText.Format(second));
        json.WriteString("verdict", account switch { { IsComparable: false } => "incomparable", { Wins: true } => "less", { Loses: true } => "more", _ => "same" });
        json.WriteNumber("unrated_before", account.Before.UnratedEvents);
        json.WriteNumber("unrated_after", account.After.UnratedEvents);
        json.WriteEndObject();
    }
}
