using Farebox.Import;
using Farebox.Import.Mapping;
using Farebox.IntegrationTests.Support;

namespace Farebox.IntegrationTests.Import;

/// <summary>A folder with files to import, and runs over them in this process.</summary>
internal sealed class ImportFolder
{
    private readonly string _folder = TemporaryFolder.Create();

    public ImportFolder() => Directory.CreateDirectory(_folder);

    public string Write(string name, string text)
    {
        var path = Path.Combine(_folder, name);
        File.WriteAllText(path, text);
        return path;
    }

    public static ImportMap MapOf(params (string Field, string Template)[] fields)
    {
        var map = new ImportMap();
        foreach (var (name, template) in fields) map.Set(name, template);
        return map;
    }

    public static ImportOptions Options(string file, Uri? server = null, ImportMap? map = null) => new()
    {
        File = file,
        Map = map,
        Server = server ?? new("http://127.0.0.1:1/"),
        Key = TestServer.Key,
    };

    public static async Task<ImportRun> RunAsync(ImportOptions options)
    {
        var run = new ImportRun(options, TimeProvider.System);
        try
        {
            await run.RunAsync(CancellationToken.None);
            return run;
        }
        finally
        {
            run.Dispose();
        }
    }

    /// <summary>The events of a file, or the codes of what is wrong, in the order of the rows.</summary>
    public static DryRun Try(string file, ImportMap? map, char delimiter = ',') =>
        DryRun.Of(Options(file, map: map) with { Delimiter = delimiter }, CancellationToken.None);
}
