using System.Collections.Immutable;
using System.Text.Json;

namespace Farebox.Ledger.BurnOrders;

/// <summary>A burn order that another system, or Farebox itself, is known for, as data with where it was read.</summary>
/// <param name="Name">Its name on the wire.</param>
/// <param name="Source">Where it was read, and what it says in words.</param>
/// <param name="Order">The order.</param>
public sealed record BurnOrderPreset(string Name, string Source, BurnOrder Order)
{
    private const string Resource = "Farebox.Ledger.BurnOrders.presets.json";

    private static readonly Lazy<ImmutableArray<BurnOrderPreset>> Read = new(Load);

    /// <summary>Every preset, the default one first.</summary>
    public static ImmutableArray<BurnOrderPreset> All => Read.Value;

    /// <summary>The preset of a name.</summary>
    public static BurnOrderPreset? Find(string name) => All.FirstOrDefault(preset => preset.Name == name);

    private static ImmutableArray<BurnOrderPreset> Load()
    {
        using var stream = typeof(BurnOrderPreset).Assembly.GetManifestResourceStream(Resource)!;
        using var document = JsonDocument.Parse(stream);
        return [.. document.RootElement.EnumerateObject().Select(Of)];
    }

    private static BurnOrderPreset Of(JsonProperty preset) => new(
        preset.Name,
        preset.Value.GetProperty("source").GetString()!,
        new(preset.Name, [.. preset.Value.GetProperty("keys").GetString()!.Split(", ").Select(KeyOf)]));

    /// <summary>A word, sources in brackets where it is <c>source</c>, and <c>desc</c> where it is the other way round.</summary>
    private static BurnKey KeyOf(string text)
    {
        var isDescending = text.EndsWith(" desc", StringComparison.Ordinal);
        if (isDescending) text = text[..^" desc".Length];
        var bracket = text.IndexOf('(', StringComparison.Ordinal);
        if (!BurnKey.TryParse(bracket < 0 ? text : text[..bracket], out var by)) throw new InvalidOperationException($"A preset burns by '{text}', which is no key.");

        var sources = bracket < 0 ? [] : text[(bracket + 1)..^1].Split(' ');
        return new(by, isDescending)
        {
            Sources = [.. sources.Select(name => GrantSources.TryParse(name, out var source) ? source : throw new InvalidOperationException($"A preset names the source '{name}'."))],
        };
    }
}
