using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using System.Text.Json;
using Farebox.Ledger.Thresholds;

namespace Farebox.Ledger.Conventions;

/// <summary>Reads the presets that are part of this assembly. Each states what differs from the first; a key nobody knows is a bug.</summary>
internal static class LedgerPresetFile
{
    private const string Resource = "Farebox.Ledger.Conventions.ledger-presets.json";

    private static readonly Lazy<ImmutableArray<LedgerPreset>> Read = new(Load);

    public static ImmutableArray<LedgerPreset> All => Read.Value;

    private static ImmutableArray<LedgerPreset> Load()
    {
        using var stream = typeof(LedgerPresetFile).Assembly.GetManifestResourceStream(Resource)!;
        using var document = JsonDocument.Parse(stream);
        var presets = document.RootElement.EnumerateObject().ToArray();
        var own = Preset(presets[0], null);
        return [own, .. presets[1..].Select(preset => Preset(preset, own)).OrderBy(preset => preset.Name, StringComparer.Ordinal)];
    }

    private static LedgerPreset Preset(JsonProperty preset, LedgerPreset? own)
    {
        var keys = preset.Value.EnumerateObject().ToDictionary(key => key.Name, key => key.Value.GetString()!, StringComparer.Ordinal);
        var read = new LedgerPreset
        {
            Name = preset.Name,
            Source = Take("source")!,
            IsComplete = Take("complete") == "true",
            ExpiryInstant = Word<ExpiryInstant>("expiry_instant") ?? own!.ExpiryInstant,
            Grace = Take("grace_hours") is { } hours ? TimeSpan.FromHours(int.Parse(hours, CultureInfo.InvariantCulture)) : own!.Grace,
            Shortfall = Word<Shortfall>("shortfall") ?? own!.Shortfall,
            ThresholdEquality = Word<ThresholdEquality>("threshold_equality") ?? own!.ThresholdEquality,
            ThresholdReport = Word<ThresholdReport>("threshold_report") ?? own!.ThresholdReport,
            EarlyBilling = Word<EarlyBilling>("early_billing") ?? own!.EarlyBilling,
        };
        return keys.Count == 0 ? read : throw new InvalidOperationException($"The preset '{preset.Name}' has the unknown key '{keys.First().Key}'.");

        string? Take(string key) => keys.Remove(key, out var value) ? value : null;

        TChoice? Word<TChoice>(string key)
            where TChoice : struct, Enum =>
            Take(key) is { } word ? Choice<TChoice>(word) ?? throw new InvalidOperationException($"The preset '{preset.Name}' says '{word}' for '{key}'.") : null;
    }

    private static TChoice? Choice<TChoice>(string word)
        where TChoice : struct, Enum
    {
        foreach (var value in Enum.GetValues<TChoice>())
        {
            if (WordOf(value.ToString()) == word) return value;
        }

        return null;
    }

    private static string WordOf(string name)
    {
        var word = new StringBuilder();
        foreach (var letter in name) word.Append(char.IsUpper(letter) && word.Length > 0 ? "_" : "").Append(char.ToLowerInvariant(letter));
        return word.ToString();
    }
}
