using System.Collections.Immutable;
using System.Text.Json;
using Farebox.Money;
using Farebox.Rating.Terms;

namespace Farebox.Rating.Conventions;

/// <summary>Reads the presets that are part of this assembly. Each states what differs from the first; a key nobody knows is a bug.</summary>
internal static class PresetFile
{
    private const string Resource = "Farebox.Rating.Conventions.presets.json";

    private static readonly Lazy<ImmutableArray<ConventionPreset>> Read = new(Load);

    public static ImmutableArray<ConventionPreset> All => Read.Value;

    private static ImmutableArray<ConventionPreset> Load()
    {
        using var stream = typeof(PresetFile).Assembly.GetManifestResourceStream(Resource)!;
        using var document = JsonDocument.Parse(stream);
        var presets = document.RootElement.EnumerateObject().ToArray();
        var own = Preset(presets[0], null);
        return [own, .. presets[1..].Select(preset => Preset(preset, own)).OrderBy(preset => preset.Name, StringComparer.Ordinal)];
    }

    private static ConventionPreset Preset(JsonProperty preset, ConventionPreset? own)
    {
        var keys = preset.Value.EnumerateObject().ToDictionary(key => key.Name, key => key.Value.GetString()!, StringComparer.Ordinal);
        var read = new ConventionPreset
        {
            Name = preset.Name,
            Source = Take("source")!,
            IsComplete = Take("complete") == "true",
            Graduated = Tiers("graduated", own?.Graduated),
            Volume = Tiers("volume", own?.Volume),
            FlatAtZero = Flag("flat_at_zero") ?? own!.FlatAtZero,
            FreeUnits = Word<FreeUnits>("free_units") ?? own!.FreeUnits,
            PackageRounding = Word<PackageRounding>("package_rounding") ?? own!.PackageRounding,
            Negative = Word<NegativeQuantity>("negative") ?? own!.Negative,
            MoneyRounding = Word<RoundingRule>("money_rounding") ?? own!.MoneyRounding,
            RemainderTies = Word<RemainderTies>("remainder_ties") ?? own!.RemainderTies,
            Unmatched = Word<UnmatchedUse>("unmatched") ?? own!.Unmatched,
        };
        return keys.Count == 0 ? read : throw new InvalidOperationException($"The preset '{preset.Name}' has the unknown key '{keys.First().Key}'.");

        string? Take(string key) => keys.Remove(key, out var value) ? value : null;

        bool? Flag(string key) => Take(key) is { } text ? text == "true" : null;

        TPolicy? Word<TPolicy>(string key)
            where TPolicy : struct, Enum =>
            Take(key) is { } word ? TermWords<TPolicy>.Find(word) ?? throw new InvalidOperationException($"The preset '{preset.Name}' says '{word}' for '{key}'.") : null;

        TierConventions Tiers(string model, TierConventions? otherwise) => new(
            Word<TierBounds>($"{model}.bounds") ?? otherwise!.Bounds,
            Flag($"{model}.flat_at_zero") ?? otherwise!.FlatAtZero,
            Word<BeyondLast>($"{model}.beyond_last") ?? otherwise!.BeyondLast);
    }
}
