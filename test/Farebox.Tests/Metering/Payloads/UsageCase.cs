using System.Text.Json;
using Farebox.Metering.Payloads;

namespace Farebox.Tests.Metering.Payloads;

/// <summary>Payloads in files beside this one, and what they are expected to come to.</summary>
internal static class UsageCase
{
    public static IReadOnlyDictionary<string, JsonElement> Load(string file)
    {
        using var document = JsonDocument.Parse(File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "Metering", "Payloads", file)));
        var cases = document.RootElement.ValueKind == JsonValueKind.Array ? document.RootElement : document.RootElement.GetProperty("vectors");
        return cases.EnumerateArray().ToDictionary(item => item.GetProperty("name").GetString()!, item => item.Clone());
    }

    public static UsageReading Read(JsonElement payload, UsageFormat? format = null)
    {
        var parse = UsageNormalizer.Read(payload, format);
        Assert.True(parse.IsValid, $"{parse.Code}: {parse.Detail}");
        return parse.Reading!;
    }

    public static UsageParse Parse(string json, UsageFormat? format = null) => UsageNormalizer.Read(JsonElement.Parse(json), format);

    public static string Text(UsageReading reading) => string.Join(' ', UsageClasses.Names.Zip(reading.Quantities)
        .Where(pair => pair.Second != 0m).Select(pair => $"{pair.First}={Farebox.Money.DecimalText.Format(pair.Second)}"));
}
