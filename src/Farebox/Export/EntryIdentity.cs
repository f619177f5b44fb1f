using System.Text.Json;
using Farebox.Client;

namespace Farebox.Export;

/// <summary>The id under which a command came, and for an event its source; where the command has them.</summary>
internal static class EntryIdentity
{
    public static string? Of(Entry entry, string name) =>
        entry.Command is { ValueKind: JsonValueKind.Object } command
        && command.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String
            ? value.GetString()
            : null;
}
