using Farebox.Files;

namespace Farebox.Tests.Files;

public sealed class FolderFilesTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("farebox-files-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void Files_of_folders_in_the_folder_are_read_and_hidden_ones_are_not()
    {
        foreach (var name in (string[])["b.yaml", "a.yml", "in/c.YAML", "notes.txt", ".hidden.yaml", ".git/d.yaml"]) Write(name);

        Assert.Equal(["a.yml", "b.yaml", "in/c.YAML"], Found());
    }

    [Fact]
    public void A_file_that_is_a_link_is_read_once_and_a_folder_that_is_a_link_is_not_entered()
    {
        Write("..data/a.yaml");
        File.CreateSymbolicLink(Path.Combine(_folder, "a.yaml"), "..data/a.yaml");
        Directory.CreateSymbolicLink(Path.Combine(_folder, "up"), "..");

        Assert.Equal(["a.yaml"], Found());
        Assert.Equal("x", System.Text.Encoding.UTF8.GetString(FolderFiles.Bytes(Path.Combine(_folder, "a.yaml"))));
    }

    [Fact]
    public void Too_many_files_are_refused()
    {
        for (var i = 0; i <= FolderFiles.CountMax; i++) Write($"{i}.yaml");

        Assert.Contains("more than 1000 YAML files", Assert.Throws<IOException>(Found).Message, StringComparison.Ordinal);
    }

    private string[] Found() => [.. FolderFiles.Find(_folder).Select(path => Path.GetRelativePath(_folder, path))];

    private void Write(string name)
    {
        var path = Path.Combine(_folder, name);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.WriteAllText(path, "x");
    }
}
