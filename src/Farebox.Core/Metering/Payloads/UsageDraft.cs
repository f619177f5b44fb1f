namespace Farebox.Metering.Payloads;

/// <summary>The quantities and checks of a payload that is being read.</summary>
internal sealed class UsageDraft
{
    private readonly decimal[] _quantities = new decimal[UsageClasses.Count];
    private readonly List<UsageCheck> _checks = [];

    public IReadOnlyList<decimal> Quantities => _quantities;

    public IReadOnlyList<UsageCheck> Checks => _checks;

    private decimal Tokens => _quantities.AsSpan(0, (int)UsageClass.AudioSeconds).ToArray().Sum();

    public void Add(UsageClass @class, decimal? quantity) => _quantities[(int)@class] += quantity ?? 0m;

    /// <summary>What a whole has beside its parts. Parts that are more than the whole leave nothing, and a check that does not hold.</summary>
    public decimal Rest(string name, decimal whole, decimal parts)
    {
        var rest = Math.Max(whole - parts, 0m);
        _checks.Add(new(name, whole, parts + rest));
        return rest;
    }

    public void Check(string name, decimal? whole, decimal parts)
    {
        if (whole is { } stated) _checks.Add(new(name, stated, parts));
    }

    /// <summary>The vendor's total, against all token classes that were added.</summary>
    public void CheckTotal(decimal? total) => Check("total", total, Tokens);
}
