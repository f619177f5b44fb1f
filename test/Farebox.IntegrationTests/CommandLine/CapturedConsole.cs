using Spectre.Console;

namespace Farebox.IntegrationTests.CommandLine;

/// <summary>A console whose text can be read afterwards, wide enough that no line is broken.</summary>
internal static class CapturedConsole
{
    private const int Width = 400;

    public static async Task<(int Code, string Text)> RunAsync(Func<IAnsiConsole, Task<int>> command)
    {
        await using var text = new StringWriter();
        var console = AnsiConsole.Create(new() { Ansi = AnsiSupport.No, Interactive = InteractionSupport.No, Out = new AnsiConsoleOutput(text) });
        console.Profile.Width = Width;
        var code = await command(console);
        return (code, text.ToString());
    }
}
