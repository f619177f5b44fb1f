using Farebox.Http.Edge;
using Farebox.Ledger;
using Farebox.Money;

namespace Farebox.Http.Accounts;

/// <summary>Reads the body that grants credit.</summary>
internal sealed class GrantBody(BodyReader body)
{
    private const int GraceSecondsMax = 366 * 24 * 3600;
    private const int PriorityMax = 1_000_000;
    private const int ScopeMax = 100;

    /// <summary>What was paid, as its own object; nothing when nothing was.</summary>
    public BodyReader? CostBasis { get; } = body.OptionalObject("cost_basis");

    /// <summary>A grant of its own.</summary>
    public GrantTerms? Read(Asset? asset, Asset? basisAsset, out bool isEffectiveNow)
    {
        var effectiveAt = body.OptionalTime("effective_at");
        var expiresAt = body.OptionalTime("expires_at");
        var terms = ReadTerms(asset, basisAsset);
        isEffectiveNow = effectiveAt is null;
        if (effectiveAt >= expiresAt) body.Fault("expires_at", ProblemCodes.ExpiryInPast, "The grant would expire before it is effective.");
        if (terms?.Rollover is not null && expiresAt is null) body.Fault("rollover", ProblemCodes.InvalidRule, "What never expires does not roll over.");
        return terms is null ? null : terms with { EffectiveAt = effectiveAt ?? default, ExpiresAt = expiresAt };
    }

    /// <summary>What a grant of its own and those of a schedule say alike.</summary>
    public GrantTerms? ReadTerms(Asset? asset, Asset? basisAsset)
    {
        var id = body.RequiredString("id", Rules.Id);
        var units = body.RequiredUnits("amount", asset);
        var source = body.RequiredWord("source", GrantSources.Given);
        var priority = body.OptionalInteger("priority", -PriorityMax, PriorityMax) ?? 0;
        var grace = body.OptionalInteger("grace_seconds", 0, GraceSecondsMax);
        var basisUnits = CostBasis?.RequiredUnits("amount", basisAsset, min: 0) ?? 0;
        var scope = ReadScope();
        var owner = body.OptionalString("owner", Rules.Id);
        var payment = body.OptionalWord("payment", GrantPayments.All);
        var lendable = body.Has("lendable") ? body.RequiredUnits("lendable", asset, min: 0) : 0;
        var rollover = Grants.RolloverBody.Read(body.OptionalObject("rollover"), asset);
        if (basisAsset is { Kind: not AssetKind.Currency }) CostBasis!.Fault("asset", ProblemCodes.InvalidRule, "A cost basis is in a currency.");
        if (body.HasFaults || !GrantSources.TryParse(source, out var parsed)) return null;

        return new()
        {
            Id = id, Asset = asset!, Units = units, Source = parsed, Priority = priority, EffectiveAt = default,
            Grace = grace is { } seconds ? TimeSpan.FromSeconds(seconds) : GrantTerms.DefaultGrace,
            CostBasis = basisAsset is null ? null : Amount.FromUnits(basisAsset, basisUnits),
            Scope = scope, Owner = owner, Lendable = lendable, Rollover = rollover,
            Payment = payment is not null && GrantPayments.TryParse(payment, out var named) ? named : GrantPayment.Settled,
        };
    }

    private GrantScope ReadScope()
    {
        if (body.OptionalObject("scope") is not { } scope) return GrantScope.Anything;
        return new(
            scope.Strings("meters", Rules.Id, ScopeMax),
            scope.Strings("models", Rules.Name, ScopeMax),
            scope.Strings("members", Rules.Id, ScopeMax));
    }
}
