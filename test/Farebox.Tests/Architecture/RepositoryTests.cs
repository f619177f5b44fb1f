namespace Farebox.Tests.Architecture;

/// <summary>A rule over no files holds always. These tests see to it that there is something to look at.</summary>
public sealed class RepositoryTests
{
    [Theory]
    [InlineData("Farebox.slnx")]
    [InlineData("src/Farebox/Program.cs")]
    [InlineData("src/Farebox.Core/Farebox.Core.csproj")]
    [InlineData("test/Farebox.Tests/Architecture/RepositoryTests.cs")]
    public void The_rules_look_at_the_files_of_the_repository(string path)
    {
        Assert.NotEmpty(Repository.Find(path)!.Text);
        Assert.Contains(path, Repository.Modes().Keys);
    }

    [Fact]
    public void The_rules_do_not_look_at_what_a_build_leaves_behind() =>
        Assert.DoesNotContain(Repository.Files, file => file.Path.Split('/').Any(part => part is "obj" or "bin"));
}
