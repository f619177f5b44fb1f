using System.Text.Json;
using Farebox.Postgres.Configuration;
using Npgsql;
using NpgsqlTypes;

namespace Farebox.Postgres.Tenants;

/// <summary>Rows of <c>api_key</c>, read and written.</summary>
internal static class KeyRows
{
    public const string Columns = """
        key_id, name, prefix, scopes, requests_per_second, events_per_second, created_at, expires_at, revoked_at, last_used_at
        """;

    public const string Insert = """
        INSERT INTO api_key (tenant_id, key_id, key_hash, prefix, name, scopes, requests_per_second, events_per_second, expires_at)
        """;

    public static KeyRecord Read(NpgsqlDataReader reader) => new(
        reader.GetString(0), reader.GetString(1), reader.IsDBNull(2) ? null : reader.GetString(2),
        KeyScopeNames.Parse(reader.GetFieldValue<string[]>(3)) ?? KeyScopes.None, ReadLimits(reader, 4),
        reader.GetFieldValue<DateTimeOffset>(6), ReadTime(reader, 7), ReadTime(reader, 8), ReadTime(reader, 9));

    public static RateLimits ReadLimits(NpgsqlDataReader reader, int column) => new(
        reader.IsDBNull(column) ? null : reader.GetInt32(column), reader.IsDBNull(column + 1) ? null : reader.GetInt32(column + 1));

    /// <summary>The nine parameters of a new key, in the order of <see cref="Insert"/>.</summary>
    public static void AddNew(NpgsqlParameterCollection parameters, int tenantId, NewKey key)
    {
        parameters.Add(new NpgsqlParameter<int> { TypedValue = tenantId });
        parameters.Add(new NpgsqlParameter<string> { TypedValue = key.Id });
        parameters.Add(new NpgsqlParameter<byte[]> { TypedValue = key.Hash });
        parameters.Add(Optional(key.Prefix, NpgsqlDbType.Text));
        parameters.Add(new NpgsqlParameter<string> { TypedValue = key.Name });
        parameters.Add(new NpgsqlParameter<string[]> { TypedValue = key.Scopes.Names() });
        parameters.Add(Optional(key.Limits.RequestsPerSecond, NpgsqlDbType.Integer));
        parameters.Add(Optional(key.Limits.EventsPerSecond, NpgsqlDbType.Integer));
        parameters.Add(Optional(key.ExpiresAt?.UtcDateTime, NpgsqlDbType.TimestampTz));
    }

    public static NpgsqlParameter Optional(object? value, NpgsqlDbType type) => new() { Value = value ?? DBNull.Value, NpgsqlDbType = type };

    /// <summary>A key as the audit keeps it: everything but the key.</summary>
    public static string ToAudit(NewKey key) => ToAudit(key.Id, key.Name, key.Scopes, key.Limits, key.ExpiresAt);

    /// <summary>The same of a key that is stored.</summary>
    public static string ToAudit(KeyRecord key) => ToAudit(key.Id, key.Name, key.Scopes, key.Limits, key.ExpiresAt);

    private static string ToAudit(string id, string name, KeyScopes scopes, RateLimits limits, DateTimeOffset? expiresAt) => ConfigJson.Write(json =>
    {
        json.WriteStartObject();
        json.WriteString("id", id);
        json.WriteString("name", name);
        WriteScopes(json, scopes);
        if (limits.RequestsPerSecond is { } requests) json.WriteNumber("requests_per_second", requests);
        if (limits.EventsPerSecond is { } events) json.WriteNumber("events_per_second", events);
        if (expiresAt is { } at) json.WriteString("expires_at", Time.Rfc3339.Format(at));
        json.WriteEndObject();
    });

    private static void WriteScopes(Utf8JsonWriter json, KeyScopes scopes)
    {
        json.WriteStartArray("scopes");
        foreach (var name in scopes.Names()) json.WriteStringValue(name);
        json.WriteEndArray();
    }

    private static DateTimeOffset? ReadTime(NpgsqlDataReader reader, int column) =>
        reader.IsDBNull(column) ? null : reader.GetFieldValue<DateTimeOffset>(column);
}
