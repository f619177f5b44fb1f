using System.Collections.Immutable;
using Farebox.Charging;
using Farebox.Files.Yaml;
using Farebox.Ledger;
using Farebox.Ledger.Conventions;
using Farebox.Money;
using Farebox.Time;

namespace Farebox.Files.Conformance.Programs;

/// <summary>Reads the terms of a grant. What they leave open is as the preset of the case says.</summary>
internal sealed class GrantStepReader(LedgerPreset preset, ProgramSetup setup, Findings found)
{
    // The smallest step of time that is kept: the last instant before it is the one that a system with an inclusive expiry means.
    private static readonly TimeSpan Instant = TimeSpan.FromMicroseconds(1);

    public IssueGrant Read(YamlMap map)
    {
        var asset = map.Text("asset") is { } code ? ProgramAssets.Of(code) : setup.Asset;
        var effectiveAt = TimeOf(map, "effective_at");
        var terms = new GrantTerms
        {
            Id = map.Required("id"),
            Asset = asset,
            Units = ProgramAssets.Units((YamlScalar)map.Find("amount")!, asset, found),
            Source = GrantSources.TryParse(map.Text("source") ?? "purchased", out var source) ? source : throw new InvalidOperationException("A source was not checked."),
            Priority = map.Find("priority") is YamlScalar priority ? (int)priority.Number() : 0,
            EffectiveAt = effectiveAt ?? default,
            ExpiresAt = TimeOf(map, "expires_at") is { } expiry ? expiry + (preset.ExpiryInstant == ExpiryInstant.Inclusive ? Instant : TimeSpan.Zero) : null,
            Grace = map.Find("grace_seconds") is YamlScalar seconds ? TimeSpan.FromSeconds((long)seconds.Number()) : preset.Grace,
            CostBasis = CostOf(map),
            Scope = ScopeOf(map),
        };
        return new(ProgramSetup.Tenant, ProgramSetup.Account, terms, effectiveNow: effectiveAt is null);
    }

    private Amount? CostOf(YamlMap map)
    {
        if (map.Find("cost_basis") is not YamlMap basis) return null;

        var asset = ProgramAssets.Of(basis.Required("asset"));
        return Amount.FromUnits(asset, ProgramAssets.Units((YamlScalar)basis.Find("amount")!, asset, found));
    }

    private static GrantScope ScopeOf(YamlMap map) =>
        map.Find("scope") is not YamlMap scope ? GrantScope.Anything : new(Texts(scope, "meters"), Texts(scope, "models"), Texts(scope, "members"));

    private static ImmutableArray<string> Texts(YamlMap map, string key) => [.. map.Items(key).SelectMany(item => item.Texts())];

    private static DateTimeOffset? TimeOf(YamlMap map, string key) => map.Text(key) is { } text && Rfc3339.TryParse(text, out var instant) ? instant : null;
}
