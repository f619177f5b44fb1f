using System.Text.Json;
using Farebox.Postgres.Tenants;
using Farebox.Time;

namespace Farebox.Http.Keys;

/// <summary>Keys on the wire. The secret stands in the answer that made it, and nowhere else.</summary>
internal static class KeyJson
{
    public static void WriteList(Utf8JsonWriter json, IReadOnlyList<KeyRecord> keys)
    {
        json.WriteStartObject();
        json.WriteStartArray("keys");
        foreach (var key in keys) Write(json, key);
        json.WriteEndArray();
        json.WriteEndObject();
    }

    public static void WriteMade(Utf8JsonWriter json, MadeKey key)
    {
        var stored = key.Stored;
        json.WriteStartObject();
        WriteHead(json, stored.Id, stored.Name, stored.Prefix, stored.Scopes, stored.Limits);
        if (stored.ExpiresAt is { } at) json.WriteString("expires_at", Rfc3339.Format(at));
        json.WriteString("secret", key.Secret);
        json.WriteEndObject();
    }

    public static void WriteRotated(Utf8JsonWriter json, (KeyRecord Made, KeyRecord Old, string Secret) rotated)
    {
        json.WriteStartObject();
        WriteHead(json, rotated.Made.Id, rotated.Made.Name, rotated.Made.Prefix, rotated.Made.Scopes, rotated.Made.Limits);
        json.WriteString("secret", rotated.Secret);
        json.WritePropertyName("replaces");
        Write(json, rotated.Old);
        json.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter json, KeyRecord key)
    {
        json.WriteStartObject();
        WriteHead(json, key.Id, key.Name, key.Prefix, key.Scopes, key.Limits);
        json.WriteString("created_at", Rfc3339.Format(key.CreatedAt));
        if (key.ExpiresAt is { } expires) json.WriteString("expires_at", Rfc3339.Format(expires));
        if (key.RevokedAt is { } revoked) json.WriteString("revoked_at", Rfc3339.Format(revoked));
        if (key.LastUsedAt is { } used) json.WriteString("last_used_at", Rfc3339.Format(used));
        json.WriteEndObject();
    }

    private static void WriteHead(Utf8JsonWriter json, string id, string name, string? prefix, KeyScopes scopes, RateLimits limits)
    {
        json.WriteString("id", id);
        if (name.Length > 0) json.WriteString("name", name);
        if (prefix is not null) json.WriteString("prefix", prefix);
        json.WriteStartArray("scopes");
        foreach (var scope in scopes.Names()) json.WriteStringValue(scope);
        json.WriteEndArray();
        WriteLimits(json, limits);
    }

    /// <summary>Limits that there are; what is not limited is left out.</summary>
    public static void WriteLimits(Utf8JsonWriter json, RateLimits limits)
    {
        if (limits.RequestsPerSecond is { } requests) json.WriteNumber("requests_per_second", requests);
        if (limits.EventsPerSecond is { } events) json.WriteNumber("events_per_second", events);
    }
}
