namespace Farebox.IntegrationTests.Support;

/// <summary>Where the sources of this run are, for tests that read a document.</summary>
internal static class RepositoryRoot
{
    public static string Find()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "Farebox.slnx"))) folder = folder.Parent;
        return folder?.FullName ?? throw new InvalidOperationException($"No Farebox.slnx above {AppContext.BaseDirectory}.");
    }
}
