using System.Diagnostics;
using System.Text.RegularExpressions;

namespace Farebox.IntegrationTests.Support;

/// <summary>Types a guide's <c>sh</c> blocks into one shell, in their order, and tells whether it said what the guide shows below each.</summary>
internal static partial class GuideShell
{
    private const string Shell = "sh";
    private const string Mark = "\u001e";
    private const string LeftOut = "…";

    // A server that a guide starts ends with the shell, however that ends.
    private const string Before = "trap '[ -z ${!-} ] || kill $!; wait' EXIT\nchmod +x farebox\n";

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(150);

    /// <summary>A block of commands, what the guide shows below it, and what was said.</summary>
    public sealed record Typed(string Commands, string[] Shown, string Said)
    {
        /// <summary>Lines that were shown and not said. White space is no matter; where a line has …, anything may stand.</summary>
        public IEnumerable<string> Unsaid => Shown.Where(line => !Says(Squeezed(Said), Squeezed(line).Split(LeftOut)));

        private static bool Says(string said, string[] parts)
        {
            var at = 0;
            foreach (var part in parts)
            {
                at = said.IndexOf(part, at, StringComparison.Ordinal);
                if (at < 0) return false;
                at += part.Length;
            }

            return true;
        }
    }

    /// <summary>Runs the guide in a folder of its own, where <c>./farebox</c> is the program of this build.</summary>
    /// <param name="settings">Environment variables of the shell.</param>
    public static async Task<IReadOnlyList<Typed>> TypeAsync(string guide, params (string Name, string Value)[] settings)
    {
        var blocks = Blocks(guide);
        var script = string.Concat(blocks.Select(block => $"{block.Commands}\nprintf '{Mark}'; printf '{Mark}' >&2\n"));
        var (code, output, errors) = await RunAsync(Before + script, settings);

        var said = output.Split(Mark).Zip(errors.Split(Mark), (left, right) => left + right).ToArray();
        Assert.True(code == 0, $"It ended with {code} in:\n{blocks[Math.Min(said.Length, blocks.Count) - 1].Commands}\n{said[^1]}");
        return [.. blocks.Select((block, i) => block with { Said = said[i] })];
    }

    /// <summary>Every block was typed and said what the guide shows.</summary>
    public static void AssertSaid(IReadOnlyList<Typed> guide)
    {
        Assert.NotEmpty(guide.SelectMany(block => block.Shown));
        foreach (var block in guide) Assert.True(!block.Unsaid.Any(), $"{block.Commands}\nshould say\n{string.Join('\n', block.Unsaid)}\nand says\n{block.Said}");
    }

    internal static IReadOnlyList<Typed> Blocks(string guide)
    {
        var blocks = new List<Typed>();
        foreach (Match fence in Fence().Matches(guide))
        {
            var code = fence.Groups["code"].Value;
            if (fence.Groups["language"].Value == Shell) blocks.Add(new(code, [], ""));
            else if (blocks.Count > 0)
                blocks[^1] = blocks[^1] with { Shown = [.. blocks[^1].Shown, .. code.Split('\n').Where(line => line.Trim() is not ("" or LeftOut))] };
        }

        return blocks;
    }

    private static async Task<(int Code, string Output, string Errors)> RunAsync(string script, (string Name, string Value)[] settings)
    {
        var folder = Path.Combine(TemporaryFolder.Create(), "clone");
        Directory.CreateDirectory(folder);
        await File.WriteAllTextAsync(Path.Combine(folder, "farebox"), $"#!/bin/sh\nexec dotnet exec {Path.Combine(AppContext.BaseDirectory, "farebox.dll")} \"$@\"\n");

        var start = new ProcessStartInfo(Shell, ["-euc", script]) { WorkingDirectory = folder, RedirectStandardOutput = true, RedirectStandardError = true };
        foreach (var (name, value) in settings) start.Environment[name] = value;
        using var shell = Process.Start(start)!;
        var (output, errors) = (shell.StandardOutput.ReadToEndAsync(), shell.StandardError.ReadToEndAsync());
        try
        {
            await shell.WaitForExitAsync().WaitAsync(Patience);
        }
        catch (TimeoutException)
        {
            shell.Kill(entireProcessTree: true);
        }

        await shell.WaitForExitAsync();
        return (shell.ExitCode, await output, await errors);
    }

    private static string Squeezed(string text) => Spaces().Replace(text, "");

    [GeneratedRegex(@"^```(?<language>\w*)\n(?<code>.*?)^```$", RegexOptions.Multiline | RegexOptions.Singleline)]
    private static partial Regex Fence();

    [GeneratedRegex(@"\s+")]
    private static partial Regex Spaces();
}
