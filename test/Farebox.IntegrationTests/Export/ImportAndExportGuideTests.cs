using System.Diagnostics;
using System.Runtime.CompilerServices;
using System.Text.RegularExpressions;
using Farebox.IntegrationTests.Support;

namespace Farebox.IntegrationTests.Export;

/// <summary>The guide as a newcomer types it, against a server as the first hour leaves it.</summary>
public sealed partial class ImportAndExportGuideTests
{
    [Fact]
    public async Task Every_command_of_the_guide_works_and_says_what_the_guide_shows()
    {
        await using var server = await TestServer.StartAsync();
        await LeaveAsTheFirstHourDoesAsync(server.Api);
        var guide = await File.ReadAllTextAsync(Path.GetFullPath(Path.Combine(Here(), "../../../docs/guides/import-and-export.md")), CancellationToken.None);
        var commands = guide.Split("## A whole day")[0];

        var (code, output) = await TypeAsync(server, string.Join('\n', Blocks(commands, "sh")));

        Assert.True(code == 0, output);
        var said = Squeezed(output);
        var shown = Blocks(commands, "text").SelectMany(block => block.Split('\n')).Where(line => line.Trim().Length > 0 && !line.Contains('…', StringComparison.Ordinal)).ToArray();
        Assert.NotEmpty(shown);
        Assert.All(shown, line => Assert.Contains(Squeezed(line), said, StringComparison.Ordinal));
    }

    private static async Task LeaveAsTheFirstHourDoesAsync(ApiClient api)
    {
        foreach (var (path, json) in new[]
        {
            ("/v1/assets", """{"code":"credit"}"""),
            ("/v1/assets", """{"code":"USD"}"""),
            ("/v1/meters", """{"id":"llm","event_type":"llm.request","dimensions":["model"],"components":[{"class":"input","field":"input_tokens"},{"class":"output","field":"output_tokens"}]}"""),
            ("/v1/cards", """
                {"kind":"rate","version":1,"effective_from":"2026-01-01T00:00:00Z","asset":"credit","rows":[
                  {"meter":"llm","class":"input","unit_price":"100","per":1000000},{"meter":"llm","class":"output","unit_price":"400","per":1000000},
                  {"meter":"llm","class":"input","dimensions":{"model":"large"},"unit_price":"1000","per":1000000},
                  {"meter":"llm","class":"output","dimensions":{"model":"large"},"unit_price":"4000","per":1000000}]}
                """),
            ("/v1/accounts", """{"id":"acme"}"""),
            ("/v1/accounts/acme/members", """{"id":"team-a"}"""),
            ("/v1/accounts/acme/members", """{"id":"alice","parent":"team-a"}"""),
            ("/v1/accounts/acme/grants", """{"id":"welcome","asset":"credit","amount":"500","source":"purchased","cost_basis":{"asset":"USD","amount":"90"}}"""),
            ("/v1/events", """{"specversion":"1.0","id":"req-1","source":"gateway","type":"llm.request","subject":"acme","member":"alice","data":{"model":"large","input_tokens":1850,"output_tokens":420}}"""),
        })
        {
            var answer = await api.PostAsync(path, json);
            Assert.True(answer.Status is 200 or 201, $"{path} answered {answer.Status}: {answer.Text}");
        }
    }

    private static async Task<(int Code, string Output)> TypeAsync(TestServer server, string commands)
    {
        var folder = TemporaryFolder.Create();
        Directory.CreateDirectory(folder);
        var farebox = Path.Combine(folder, "farebox");
        await File.WriteAllTextAsync(farebox, $"#!/bin/sh\nexec dotnet exec {Path.Combine(AppContext.BaseDirectory, "farebox.dll")} \"$@\"\n", CancellationToken.None);

        var start = new ProcessStartInfo("sh", ["-euc", $"chmod +x farebox\n{commands}"])
        {
            WorkingDirectory = folder,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            Environment = { ["FAREBOX_URL"] = server.Host.Address.ToString(), ["FAREBOX_KEY"] = TestServer.Key },
        };
        using var shell = Process.Start(start)!;
        var errors = shell.StandardError.ReadToEndAsync(CancellationToken.None);
        var output = await shell.StandardOutput.ReadToEndAsync(CancellationToken.None);
        await shell.WaitForExitAsync();
        return (shell.ExitCode, output + await errors);
    }

    private static IEnumerable<string> Blocks(string text, string language) =>
        Fence().Matches(text).Where(match => match.Groups["language"].Value == language).Select(match => match.Groups["code"].Value);

    private static string Squeezed(string text) => Spaces().Replace(text, " ").Trim();

    private static string Here([CallerFilePath] string path = "") => Path.GetDirectoryName(path)!;

    [GeneratedRegex(@"^```(?<language>\w*)\n(?<code>.*?)^```$", RegexOptions.Multiline | RegexOptions.Singleline)]
    private static partial Regex Fence();

    [GeneratedRegex(@"\s+")]
    private static partial Regex Spaces();
}
