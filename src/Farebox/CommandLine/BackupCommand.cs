using System.Globalization;
using Farebox.Postgres.Backup;
using Spectre.Console;

namespace Farebox.CommandLine;

/// <summary><c>farebox backup DIR|FILE</c>: everything, as of one instant, in one file. The server may run meanwhile.</summary>
internal static class BackupCommand
{
    /// <exception cref="CommandException">Not exactly one place is named.</exception>
    public static async Task<int> RunAsync(IAnsiConsole console, string[] arguments, CancellationToken stop)
    {
        if (arguments is not [var target] || target.StartsWith('-')) throw new CommandException("farebox backup DIR|FILE   a folder takes a file named after the time");

        var settings = Settings.Read();
        await using var database = await Database.ConnectAsync(settings, static _ => { }, stop);
        var file = Directory.Exists(target) ? Path.Combine(target, $"farebox-{TimeProvider.System.GetUtcNow():yyyyMMdd'T'HHmmss'Z'}.backup") : target;
        var manifest = await BackupWriter.WriteAsync(database.Place, Path.GetFullPath(file), stop);
        console.Profile.Out.Writer.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"{file}: {manifest.Rows["entry"]:N0} entries in {manifest.Rows["book"]:N0} books, schema {manifest.Schema}, {new FileInfo(file).Length:N0} bytes, sha256 {manifest.DumpSha256}"));
        return 0;
    }
}
