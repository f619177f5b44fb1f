namespace Farebox.Tests.Files;

public sealed class BadFileTests
{
    public static TheoryData<string> Names => [.. BadFiles.All.Select(file => file.Name)];

    [Theory]
    [MemberData(nameof(Names))]
    public void A_mistake_is_named_with_its_place_and_what_was_expected(string name)
    {
        var file = BadFiles.All.Single(file => file.Name == name);
        var errors = FileSample.Errors(FileSample.Read(file.Text));

        foreach (var part in file.Says.Split('|'))
            Assert.True(
                errors.Any(error => error.StartsWith($"a.yaml:{file.At}: error: ", StringComparison.Ordinal) && error.Contains(part, StringComparison.Ordinal)),
                $"{file.At} {part}\n{string.Join('\n', errors)}");
        Assert.Equal(errors.Length, errors.Distinct().Count());
    }

    [Fact]
    public void The_files_around_the_mistakes_are_good()
    {
        // The catalogue would prove nothing if what its rows share were refused, too.
        Assert.Empty(FileSample.Errors(FileSample.Read(FileSample.Good)));
        Assert.All(
            BadFiles.All.Where(file => !file.Says.Contains('|', StringComparison.Ordinal)),
            file => Assert.Single(FileSample.Errors(FileSample.Read(file.Text))));
    }
}
