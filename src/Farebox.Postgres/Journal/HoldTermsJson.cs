using System.Text.Json;
using Farebox.Ledger;

namespace Farebox.Postgres.Journal;

/// <summary>What a hold may have beyond its amount, for its entry and for checkpoints. Nothing is written where there is nothing.</summary>
internal static class HoldTermsJson
{
    public static void WriteExtras(Utf8JsonWriter json, HoldTerms terms)
    {
        if (terms.ApiKey is { } key) json.WriteString("api_key"u8, key);
        if (terms.Parent is { } parent) json.WriteString("parent"u8, parent);
        if (terms.OnCancel != CancelPolicy.Actual) json.WriteString("on_cancel"u8, Names.Of(terms.OnCancel));
        if (terms.CancelMinimum != 0) json.WriteNumber("cancel_minimum"u8, terms.CancelMinimum);
        if (terms.IsAwaiting) json.WriteBoolean("awaiting"u8, true);
    }

    public static HoldTerms WithExtras(HoldTerms terms, JsonElement json) => terms with
    {
        ApiKey = Text(json, "api_key"),
        Parent = Text(json, "parent"),
        OnCancel = Text(json, "on_cancel") is { } policy ? Names.ParseCancel(policy) : CancelPolicy.Actual,
        CancelMinimum = json.TryGetProperty("cancel_minimum", out var minimum) ? minimum.GetInt64() : 0,
        IsAwaiting = json.TryGetProperty("awaiting", out _),
    };

    private static string? Text(JsonElement json, string name) => json.TryGetProperty(name, out var value) ? value.GetString() : null;
}
