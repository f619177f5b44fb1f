using Farebox.CommandLine;
using Farebox.IntegrationTests.Support;
using Farebox.Postgres.Verification;
using Spectre.Console;

namespace Farebox.IntegrationTests.Verification;

public sealed class VerifyCommandTests(DamagedLedger ledger) : IClassFixture<DamagedLedger>
{
    [Fact]
    public async Task Each_check_is_one_line_and_the_last_line_is_the_verdict()
    {
        var (isSound, lines) = await RunAsync(ledger.Sound.AppConnectionString);

        Assert.True(isSound);
        Assert.All(lines[..^1], line => Assert.Matches(@"^holds  I-\d\d +\d+\.\d\d s  \w", line));
        Assert.Equal(
            ["I-01", "I-02", "I-03", "I-04", "I-05", "I-06", "I-07", "I-08", "I-09", "I-13", "I-14", "I-15", "I-16", "I-19", "I-23", "I-29", "I-31"],
            lines[..^1].Select(line => line.Substring(7, 4)).Distinct().Order(StringComparer.Ordinal));
        Assert.Matches(@"^Every check holds: \d+ entries in 3 books, \d+\.\d s\.$", lines[^1]);
    }

    [Fact]
    public async Task A_break_is_named_below_its_check_and_the_verdict_counts_it()
    {
        await using var copy = await ledger.Sound.CopyAsync();
        await Sql.RunAsync(copy.OwnerConnectionString, "UPDATE book SET seq = seq + 1 WHERE account = 'acme'");
        var (isSound, lines) = await RunAsync(copy.AppConnectionString);

        Assert.False(isSound);
        var at = lines.FindIndex(line => line.StartsWith("broken I-19", StringComparison.Ordinal));
        Assert.Matches(@"^ +book \d+ \(account acme\), entry \d+, the book: expected last entry \d+, found last entry \d+$", lines[at + 1]);
        Assert.Contains("checks do not hold", lines[^1], StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_option_that_is_not_known_is_refused() =>
        await Assert.ThrowsAsync<CommandException>(() => VerifyCommand.RunAsync(AnsiConsole.Console, ["--quick"], CancellationToken.None));

    private static async Task<(bool IsSound, List<string> Lines)> RunAsync(string connectionString)
    {
        await using var text = new StringWriter();
        var console = AnsiConsole.Create(new() { Ansi = AnsiSupport.No, Interactive = InteractionSupport.No, Out = new AnsiConsoleOutput(text) });
        var isSound = await VerifyCommand.RunAsync(console, connectionString, new VerifyOptions { Rebuild = true }, CancellationToken.None);
        return (isSound, [.. text.ToString().Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => line.TrimEnd())]);
    }
}
