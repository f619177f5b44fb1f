using System.Text.RegularExpressions;
using Farebox.IntegrationTests.Backup;
using Farebox.IntegrationTests.Support;

namespace Farebox.IntegrationTests.Operations;

/// <summary>The commands of the guide, as they stand there, but for the places they name.</summary>
public sealed partial class OperationsGuideTests
{
    private const string GuideBackup = "farebox-20260701T030000Z.backup";

    [Fact]
    public async Task The_commands_of_the_guide_do_what_it_says()
    {
        using var folder = new BackupFolder();
        var (data, restored) = (TemporaryFolder.Create(), TemporaryFolder.Create());
        var guide = await File.ReadAllTextAsync(Path.Combine(RepositoryRoot.Find(), "docs", "guides", "operations.md"));
        var commands = Command().Matches(guide).Where(match => match.Groups["words"].Value != "up").ToList();
        Assert.True(commands.Count >= 4);
        foreach (var command in commands)
        {
            var words = command.Groups["words"].Value.Replace("/var/backups/farebox", folder.Location, StringComparison.Ordinal);
            if (words.Contains(GuideBackup, StringComparison.Ordinal))
                words = words.Replace(GuideBackup, Assert.Single(Directory.GetFiles(folder.Location)), StringComparison.Ordinal);
            var settings = new List<(string, string?)> { ("FAREBOX_DATA", data), ("FAREBOX_DATABASE", null) };
            foreach (Capture given in command.Groups["setting"].Captures)
                settings.Add((given.Value.Split('=')[0], given.Value.Split('=')[1].Trim().Replace("/var/lib/farebox-restored", restored, StringComparison.Ordinal)));

            var ended = await FareboxProgram.RunAsync(words.Split(' '), [.. settings]);

            Assert.True(ended.ExitCode == 0, $"{command.Value}: {ended.ExitCode} {ended.Output}");
        }
    }

    [GeneratedRegex(@"^(?<setting>[A-Z_]+=\S+ )*\./farebox (?<words>.+)$", RegexOptions.Multiline)]
    private static partial Regex Command();
}
