using System.Globalization;
using Farebox.Postgres.Backup;
using Farebox.Time;
using Spectre.Console;

namespace Farebox.CommandLine;

/// <summary><c>farebox restore FILE</c>: checks the file, fills an empty database from it, and verifies the ledger from the first entry on.</summary>
internal static class RestoreCommand
{
    /// <exception cref="CommandException">Not exactly one file is named.</exception>
    public static async Task<int> RunAsync(IAnsiConsole console, string[] arguments, CancellationToken stop)
    {
        if (arguments is not [var file] || file.StartsWith('-')) throw new CommandException("farebox restore FILE   into the empty database of FAREBOX_DATABASE or FAREBOX_DATA");

        // The file first: a damaged one must not even make a folder.
        var manifest = await BackupReader.CheckAsync(file, stop);
        console.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"{file} is whole: taken {Rfc3339.Format(manifest.TakenAt)} by Farebox {manifest.Farebox}, {manifest.Rows["entry"]:N0} entries in {manifest.Rows["book"]:N0} books."));
        await using var database = await Database.ConnectAsync(Settings.Read(), console.WriteLine, stop);
        await BackupRestore.RestoreAsync(database.Place, Path.GetFullPath(file), manifest, stop);
        console.WriteLine("Restored. Verifying from the first entry on.");
        return await VerifyCommand.RunAsync(console, database.AppConnectionString, new() { Rebuild = true }, stop) ? 0 : 1;
    }
}
