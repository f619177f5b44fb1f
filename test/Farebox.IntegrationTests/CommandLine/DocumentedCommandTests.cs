using Farebox.CommandLine;
using Farebox.IntegrationTests.PriceMaps;

namespace Farebox.IntegrationTests.CommandLine;

/// <summary>The commands that the guide to model prices and the reference of usage payloads show, run as written on files of our own.</summary>
public sealed class DocumentedCommandTests
{
    private const string Map = "model_prices_and_context_window.json";
    private const string Answer = "answer.json";

    public static TheoryData<string> Commands =>
    [
        .. new[] { "docs/guides/model-prices.md", "docs/reference/usage-payloads.md" }
            .SelectMany(document => File.ReadLines(Path.Combine(Root(), document)))
            .Where(line => line.StartsWith("./farebox prices ", StringComparison.Ordinal) || line.StartsWith("./farebox usage ", StringComparison.Ordinal)),
    ];

    [Theory]
    [MemberData(nameof(Commands))]
    public async Task A_command_that_is_shown_works_as_written(string line)
    {
        var folder = Directory.CreateTempSubdirectory("farebox-documented-").FullName;
        File.Copy(MapFiles.PathOf("litellm-extract.json"), Path.Combine(folder, Map));
        await File.WriteAllTextAsync(Path.Combine(folder, Answer), """{"usage":{"input_tokens":1,"output_tokens":1}}""");

        // What the shell would do: quotes, redirections and the folder it stands in.
        var words = line.Split(" > ")[0].Split(' ').Select(word => word.Trim('"')).Select(word => word is Map or Answer or "prices" ? Path.Combine(folder, word) : word).ToArray();
        var (code, text) = await CapturedConsole.RunAsync(console => line.StartsWith("./farebox usage", StringComparison.Ordinal)
            ? UsageCommand.RunAsync(console, words[2..], CancellationToken.None)
            : PricesCommand.RunAsync(console, words[2..], CancellationToken.None));

        Assert.Equal(0, code);
        Assert.NotEmpty(text);
        Directory.Delete(folder, recursive: true);
    }

    [Fact]
    public void There_are_commands_to_run() => Assert.True(Commands.Count >= 3);

    private static string Root()
    {
        var folder = AppContext.BaseDirectory;
        while (!File.Exists(Path.Combine(folder, "Farebox.slnx"))) folder = Path.GetDirectoryName(folder)!;
        return folder;
    }
}
