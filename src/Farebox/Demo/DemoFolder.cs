using Farebox.Http.Keys;

namespace Farebox.Demo;

/// <summary>Where the demo keeps its ledger and its key: apart from the real one, and the same at every run.</summary>
internal sealed record DemoFolder(string Path)
{
    private const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite;

    public static DemoFolder In(string dataFolder) => new(System.IO.Path.Combine(dataFolder, "demo"));

    public string KeyFile => System.IO.Path.Combine(Path, "admin.key");

    /// <summary>The key of the first run. It lies in a file that only its owner can read, so that one can ask on one's own afterwards.</summary>
    public string ReadOrCreateKey()
    {
        Directory.CreateDirectory(Path);
        if (File.Exists(KeyFile)) return File.ReadAllText(KeyFile).Trim();

        var key = ApiKey.Create(isSandbox: true);
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows()) options.UnixCreateMode = OwnerOnly;
        using var writer = new StreamWriter(KeyFile, options);
        writer.WriteLine(key);
        return key;
    }
}
