namespace Farebox.IntegrationTests.PricesAsCode;

/// <summary>A folder of price files that a test changes.</summary>
internal sealed class PriceFiles : IDisposable
{
    public PriceFiles() => Directory.CreateDirectory(Folder);

    public string Folder { get; } = $"/tmp/farebox-prices-{Guid.CreateVersion7():N}";

    /// <summary>Where the samples are.</summary>
    public static string Sample { get; } = FindSample();

    /// <summary>A copy of the samples.</summary>
    public static PriceFiles OfSample()
    {
        var files = new PriceFiles();
        foreach (var path in Directory.GetFiles(Sample)) File.Copy(path, Path.Combine(files.Folder, Path.GetFileName(path)));
        return files;
    }

    public PriceFiles Write(string name, string text)
    {
        File.WriteAllText(Path.Combine(Folder, name), text);
        return this;
    }

    public PriceFiles Replace(string name, string old, string with)
    {
        var text = File.ReadAllText(Path.Combine(Folder, name));
        Assert.Contains(old, text, StringComparison.Ordinal);
        return Write(name, text.Replace(old, with, StringComparison.Ordinal));
    }

    public void Dispose() => Directory.Delete(Folder, recursive: true);

    private static string FindSample()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder!.FullName, "Farebox.slnx"))) folder = folder.Parent;
        return Path.Combine(folder.FullName, "samples/pricing");
    }
}
