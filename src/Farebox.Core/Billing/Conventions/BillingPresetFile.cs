using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json;
using Farebox.Billing.Invoices;
using Farebox.Billing.Subscriptions;

namespace Farebox.Billing.Conventions;

/// <summary>Reads the presets that are part of this assembly. Each states what differs from the first; a key nobody knows is a bug.</summary>
internal static class BillingPresetFile
{
    private const string Resource = "Farebox.Billing.Conventions.billing-presets.json";

    private static readonly Lazy<ImmutableArray<BillingPreset>> Read = new(Load);

    public static ImmutableArray<BillingPreset> All => Read.Value;

    private static ImmutableArray<BillingPreset> Load()
    {
        using var stream = typeof(BillingPresetFile).Assembly.GetManifestResourceStream(Resource)!;
        using var document = JsonDocument.Parse(stream);
        var presets = document.RootElement.EnumerateObject().ToArray();
        var own = Preset(presets[0], new() { Name = "", Source = "", Proration = ProrationTerms.BySecond, Invoice = InvoicePolicy.Farebox });
        return [own, .. presets[1..].Select(preset => Preset(preset, own)).OrderBy(preset => preset.Name, StringComparer.Ordinal)];
    }

    private static BillingPreset Preset(JsonProperty preset, BillingPreset own)
    {
        var keys = new Words(preset);
        var (proration, invoice) = (own.Proration, own.Invoice);
        var read = new BillingPreset
        {
            Name = preset.Name,
            Source = keys.Text("source", ""),
            Proration = proration with
            {
                Measure = keys.Word("measure", proration.Measure),
                MonthDays = keys.Number("month_days", proration.MonthDays) ?? proration.MonthDays,
                Whole = keys.Word("whole", proration.Whole),
                IsStartDayBilled = keys.Text("start_day", "billed") == "billed",
                IsChangeDayNew = keys.Text("change_day", "new") == "new",
                IsEndDayBilled = keys.Text("end_day", "unbilled") == "billed",
                RatioDecimals = keys.Number("ratio_decimals", null),
                IsWholeOutside = keys.Text("outside", "measured") == "whole",
                Unused = keys.Word("unused", proration.Unused),
            },
            Invoice = invoice with
            {
                CouponOrder = keys.Word("coupon_order", invoice.CouponOrder),
                IsNarrowFirst = keys.Text("coupon_scope", "any") == "narrow_first",
                ShareDecimals = keys.Number("share_decimals", null),
                ShareRest = keys.Word("share_rest", invoice.ShareRest),
                TaxRounding = keys.Word("tax_rounding", invoice.TaxRounding),
                TaxBase = keys.Word("tax_base", invoice.TaxBase),
                MinimumBase = keys.Word("minimum_base", invoice.MinimumBase),
            },
        };
        return keys.Unknown is { } unknown ? throw new InvalidOperationException($"The preset '{preset.Name}' has the unknown key '{unknown}'.") : read;
    }

    /// <summary>The keys of one preset, each taken once.</summary>
    private sealed class Words(JsonProperty preset)
    {
        private readonly Dictionary<string, string> _keys = preset.Value.EnumerateObject().ToDictionary(key => key.Name, key => key.Value.GetString()!, StringComparer.Ordinal);

        public string? Unknown => _keys.Keys.FirstOrDefault();

        public string Text(string key, string otherwise) => _keys.Remove(key, out var value) ? value : otherwise;

        public int? Number(string key, int? otherwise) => _keys.Remove(key, out var value) ? int.Parse(value, CultureInfo.InvariantCulture) : otherwise;

        public TChoice Word<TChoice>(string key, TChoice otherwise)
            where TChoice : struct, Enum
        {
            if (!_keys.Remove(key, out var word)) return otherwise;
            return Enum.GetValues<TChoice>().Cast<TChoice?>().FirstOrDefault(value => ChoiceWords.Of(value!.Value) == word)
                ?? throw new InvalidOperationException($"The preset '{preset.Name}' says '{word}' for '{key}'.");
        }
    }
}
