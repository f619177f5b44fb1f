using System.Collections.Immutable;
using System.Text.Json;
using Farebox.Charging;
using Farebox.Ledger;
using Farebox.Money;

namespace Farebox.Postgres.Journal;

/// <summary>The terms of a grant as JSON, for its entry and for checkpoints.</summary>
internal static class TermsJson
{
    /// <summary>Writes the members of an object that the caller has begun.</summary>
    public static void Write(Utf8JsonWriter json, GrantTerms terms)
    {
        json.WriteString("id"u8, terms.Id);
        json.WriteString("asset"u8, terms.Asset.Code);
        json.WriteNumber("units"u8, terms.Units);
        json.WriteString("source"u8, terms.Source.Name());
        if (terms.Priority != 0) json.WriteNumber("priority"u8, terms.Priority);
        json.WriteString("effective_at"u8, terms.EffectiveAt.UtcDateTime);
        if (terms.ExpiresAt is { } expires) json.WriteString("expires_at"u8, expires.UtcDateTime);
        json.WriteNumber("grace_seconds"u8, (long)terms.Grace.TotalSeconds);
        if (terms.CostBasis is { } basis)
        {
            json.WriteString("basis_asset"u8, basis.Asset.Code);
            json.WriteNumber("basis_units"u8, basis.Units);
        }

        WriteNames(json, "meters"u8, terms.Scope.Meters);
        WriteNames(json, "models"u8, terms.Scope.Models);
        WriteNames(json, "members"u8, terms.Scope.Members);
        GrantTermsJson.Write(json, terms);
    }

    /// <summary>Reads what <see cref="Write"/> wrote.</summary>
    public static GrantTerms Read(JsonElement json, Catalog catalog)
    {
        if (!GrantSources.TryParse(json.GetProperty("source").GetString()!, out var source))
            throw new FormatException("The journal names an unknown grant source.");

        return GrantTermsJson.Read(json, new()
        {
            Id = json.GetProperty("id").GetString()!,
            Asset = catalog.AssetOf(json.GetProperty("asset").GetString()!),
            Units = json.GetProperty("units").GetInt64(),
            Source = source,
            Priority = json.TryGetProperty("priority", out var priority) ? priority.GetInt32() : 0,
            EffectiveAt = InstantOf(json, "effective_at")!.Value,
            ExpiresAt = InstantOf(json, "expires_at"),
            Grace = TimeSpan.FromSeconds(json.GetProperty("grace_seconds").GetInt64()),
            CostBasis = json.TryGetProperty("basis_asset", out var basis)
                ? Amount.FromUnits(catalog.AssetOf(basis.GetString()!), json.GetProperty("basis_units").GetInt64())
                : null,
            Scope = new(NamesOf(json, "meters"), NamesOf(json, "models"), NamesOf(json, "members")),
        });
    }

    public static DateTimeOffset? InstantOf(JsonElement json, string name) =>
        json.TryGetProperty(name, out var value) ? new DateTimeOffset(value.GetDateTime()) : null;

    private static void WriteNames(Utf8JsonWriter json, ReadOnlySpan<byte> name, ImmutableArray<string> names)
    {
        if (names.IsEmpty) return;
        json.WriteStartArray(name);
        foreach (var item in names) json.WriteStringValue(item);
        json.WriteEndArray();
    }

    private static ImmutableArray<string> NamesOf(JsonElement json, string name) =>
        json.TryGetProperty(name, out var names) ? [.. names.EnumerateArray().Select(item => item.GetString()!)] : [];
}
