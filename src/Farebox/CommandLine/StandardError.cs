using Microsoft.Win32.SafeHandles;
using Spectre.Console;

namespace Farebox.CommandLine;

/// <summary>A console on standard error, for what a person should see while standard output belongs to a program.</summary>
internal static class StandardError
{
    private const int Descriptor = 2;

    public static IAnsiConsole Console()
    {
        var stream = new FileStream(new SafeFileHandle(Descriptor, ownsHandle: false), FileAccess.Write, bufferSize: 0);
        return AnsiConsole.Create(new() { Out = new AnsiConsoleOutput(new StreamWriter(stream) { AutoFlush = true }), Ansi = AnsiSupport.No });
    }
}
