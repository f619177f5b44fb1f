using System.Text.Json;
using Farebox.CommandLine;
using Farebox.IntegrationTests.CommandLine;

namespace Farebox.IntegrationTests.Plans;

/// <summary>Runs <c>farebox price</c> on files.</summary>
internal static class PriceRun
{
    public static Task<(int Code, string Text)> TextAsync(params string[] arguments) =>
        CapturedConsole.RunAsync(console => PriceCommand.RunAsync(console, arguments, CancellationToken.None));

    public static async Task<(int Code, JsonElement Json)> JsonAsync(params string[] arguments)
    {
        var (code, text) = await TextAsync([.. arguments, "--json"]);
        return (code, JsonDocument.Parse(text).RootElement);
    }

    public static decimal Number(this JsonElement element, string name) =>
        decimal.Parse(element.GetProperty(name).GetString()!, System.Globalization.CultureInfo.InvariantCulture);
}
