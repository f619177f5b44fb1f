using Farebox.Ledger;
using Farebox.Money;

namespace Farebox.Postgres.Corrections;

/// <summary>What has come back of an account's uses so far, by adjustments and by corrections.</summary>
internal sealed class ReturnedParts
{
    private readonly Dictionary<(string Meter, string Asset), Dictionary<long, List<GivenBack>>> _parts = [];

    public static ReturnedParts Of(IEnumerable<EntryBody> corrections)
    {
        var returned = new ReturnedParts();
        foreach (var body in corrections) returned.Add(body);
        return returned;
    }

    /// <summary>What has come back of uses of a meter in an asset.</summary>
    public IEnumerable<GivenBack> Of(string meter, Asset asset) =>
        _parts.TryGetValue((meter, asset.Code), out var uses) ? uses.Values.SelectMany(parts => parts) : [];

    /// <summary>What has come back of one of them.</summary>
    public IReadOnlyList<GivenBack> Of(string meter, Asset asset, long seq) =>
        _parts.TryGetValue((meter, asset.Code), out var uses) && uses.TryGetValue(seq, out var parts) ? parts : [];

    /// <summary>Takes an entry into account.</summary>
    public void Add(EntryBody body)
    {
        switch (body)
        {
            case AdjustmentPosted { Adjustment: { Asset: { } asset } adjustment } posted:
                Add(adjustment.Meter, asset, posted.Returns);
                break;
            case UsageCorrected corrected:
                foreach (var taken in corrected.Taken)
                {
                    if (taken.Asset is { } of) Add(taken.Meter, of, taken.Returns);
                }

                break;
        }
    }

    private void Add(string meter, Asset asset, IReadOnlyList<GivenBack> parts)
    {
        foreach (var part in parts)
        {
            if (!_parts.TryGetValue((meter, asset.Code), out var uses)) _parts.Add((meter, asset.Code), uses = []);
            if (!uses.TryGetValue(part.Seq, out var list)) uses.Add(part.Seq, list = []);
            list.Add(part);
        }
    }
}
