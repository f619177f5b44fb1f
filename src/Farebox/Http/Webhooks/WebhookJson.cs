using System.Text.Json;
using Farebox.Client;
using Farebox.Postgres.Notices;
using Farebox.Time;

namespace Farebox.Http.Webhooks;

/// <summary>Endpoints and deliveries on the wire. A secret stands in the answer that made it, and nowhere else.</summary>
internal static class WebhookJson
{
    public static void WriteList(Utf8JsonWriter json, IReadOnlyList<WebhookEndpoint> endpoints)
    {
        json.WriteStartObject();
        json.WriteStartArray("webhooks");
        foreach (var endpoint in endpoints) Write(json, endpoint);
        json.WriteEndArray();
        json.WriteEndObject();
    }

    public static void WriteMade(Utf8JsonWriter json, (WebhookEndpoint Endpoint, byte[] Secret) made)
    {
        json.WriteStartObject();
        WriteMembers(json, made.Endpoint);
        json.WriteString("secret", WebhookSignature.Write(made.Secret));
        json.WriteEndObject();
    }

    public static void Write(Utf8JsonWriter json, WebhookEndpoint endpoint)
    {
        json.WriteStartObject();
        WriteMembers(json, endpoint);
        json.WriteEndObject();
    }

    public static void WriteDeliveries(Utf8JsonWriter json, (IEnumerable<Delivery> Deliveries, string? Next) page)
    {
        json.WriteStartObject();
        json.WriteStartArray("deliveries");
        foreach (var delivery in page.Deliveries) WriteDelivery(json, delivery);
        json.WriteEndArray();
        if (page.Next is not null) json.WriteString("next_cursor", page.Next);
        json.WriteEndObject();
    }

    private static void WriteMembers(Utf8JsonWriter json, WebhookEndpoint endpoint)
    {
        json.WriteString("id", endpoint.Id);
        json.WriteString("url", endpoint.Url);
        if (endpoint.Description.Length > 0) json.WriteString("description", endpoint.Description);
        json.WriteStartArray("types");
        foreach (var kind in endpoint.Kinds) json.WriteStringValue(kind);
        json.WriteEndArray();
        json.WriteString("created_at", Rfc3339.Format(endpoint.CreatedAt));
        WriteTime(json, "old_secret_until", endpoint.OldSecretUntil);
        WriteTime(json, "failing_since", endpoint.FailingSince);
        WriteTime(json, "disabled_at", endpoint.DisabledAt);
        if (endpoint.DisabledReason is { } reason) json.WriteString("disabled_reason", reason);
    }

    private static void WriteDelivery(Utf8JsonWriter json, Delivery delivery)
    {
        json.WriteStartObject();
        json.WriteString("notice", delivery.NoticeId);
        json.WriteString("type", delivery.Kind);
        json.WriteString("state", delivery.State);
        json.WriteNumber("attempts", delivery.Attempts);
        WriteTime(json, "next_at", delivery.NextAt);
        WriteTime(json, "ended_at", delivery.EndedAt);
        json.WriteStartArray("log");
        foreach (var attempt in delivery.Log)
        {
            json.WriteStartObject();
            json.WriteNumber("attempt", attempt.Number);
            json.WriteString("at", Rfc3339.Format(attempt.At));
            if (attempt.Status is { } status) json.WriteNumber("status", status);
            if (attempt.Error is { } error) json.WriteString("error", error);
            json.WriteNumber("milliseconds", attempt.Milliseconds);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static void WriteTime(Utf8JsonWriter json, string name, DateTimeOffset? at)
    {
        if (at is { } instant) json.WriteString(name, Rfc3339.Format(instant));
    }
}
