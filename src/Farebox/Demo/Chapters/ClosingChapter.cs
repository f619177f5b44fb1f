using Spectre.Console;

namespace Farebox.Demo.Chapters;

/// <summary>What one might type next, on the ledger that the demo leaves behind.</summary>
internal static class ClosingChapter
{
    public static void Show(IAnsiConsole console, DemoFolder folder)
    {
        Page.Heading(console, "Three to try next");
        Page.Verbatim(console, $"FAREBOX_DATA={folder.Path} ./farebox verify --rebuild");
        console.WriteLine("    derives every balance and report again from the journal, and compares");
        Page.Verbatim(console, $"FAREBOX_DATA={folder.Path} ./farebox up");
        console.WriteLine("    serves this ledger on http://127.0.0.1:8080, for instance for the curl above");
        console.WriteLine("./farebox demo");
        console.WriteLine("    sends the hour again: everything is a duplicate, and nothing changes");
    }
}
