using Farebox.Rating.Conventions;

namespace Farebox.Rating.Terms;

/// <summary>Reads a charge model from its terms: the one text form of plan files, price files, the API and worked cases.</summary>
public static class ChargeReader
{
    private const int DepthMax = 4;

    /// <summary>The words for <c>model</c>.</summary>
    public static IReadOnlyCollection<string> Models => ModelReaders.Names;

    /// <summary>Null, with at least one fault more, where the terms cannot be read. What they leave open is as the preset says.</summary>
    public static ChargeModel? Read(TermsNode node, ConventionPreset preset, ICollection<TermsFault> faults)
    {
        ArgumentNullException.ThrowIfNull(node);
        ArgumentNullException.ThrowIfNull(preset);
        ArgumentNullException.ThrowIfNull(faults);

        return new ChargeScope(preset, faults, DepthMax).Read(node, "");
    }
}
