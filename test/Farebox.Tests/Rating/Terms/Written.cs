using System.Text.Json;
using Farebox.Rating;
using Farebox.Rating.Conventions;
using Farebox.Rating.Terms;

namespace Farebox.Tests.Rating.Terms;

/// <summary>Terms as tests write them: JSON, in which numbers may stand without quotes.</summary>
internal static class Written
{
    public static TermsNode Node(string json)
    {
        using var document = JsonDocument.Parse(json);
        return Node(document.RootElement);
    }

    public static (ChargeModel? Charge, List<TermsFault> Faults) Read(string json, ConventionPreset? preset = null)
    {
        var faults = new List<TermsFault>();
        return (ChargeReader.Read(Node(json), preset ?? ConventionPreset.Farebox, faults), faults);
    }

    /// <summary>The charge, where the terms are without fault.</summary>
    public static ChargeModel Charge(string json, ConventionPreset? preset = null)
    {
        var (charge, faults) = Read(json, preset);
        Assert.Empty(faults);
        return charge!;
    }

    private static TermsNode Node(JsonElement element) => element.ValueKind switch
    {
        JsonValueKind.Object => TermsMap.Of(element.EnumerateObject().Select(property => (property.Name, Node(property.Value)))),
        JsonValueKind.Array => new TermsList([.. element.EnumerateArray().Select(Node)]),
        JsonValueKind.String => new TermsText(element.GetString()!),
        _ => new TermsText(element.GetRawText()),
    };
}
