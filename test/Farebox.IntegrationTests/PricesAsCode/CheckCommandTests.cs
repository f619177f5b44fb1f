using Farebox.CommandLine;

namespace Farebox.IntegrationTests.PricesAsCode;

public sealed class CheckCommandTests
{
    [Fact]
    public async Task The_sample_is_right()
    {
        var (code, output) = await CommandRun.CheckAsync(PriceFiles.Sample);

        Assert.Equal(0, code);
        Assert.Equal("Nothing is wrong: 5 files, 2 assets, 2 meters, 1 rate card version, 1 cost card version, 1 account, 5 members, 3 limits.", output.Trim());
    }

    [Fact]
    public async Task Every_mistake_of_every_file_is_a_line_and_the_command_fails()
    {
        using var files = PriceFiles.OfSample().Replace("assets.yaml", "scale: 6", "sclae: 6").Replace("rate-card.yaml", "{meter: images, class: count, unit_price: 12.5}", "{meter: image, class: count, unit_price: 12,5}");
        var (code, output) = await CommandRun.CheckAsync(files.Folder);

        Assert.Equal(1, code);
        Assert.Equal(
            [
                $"{files.Folder}/assets.yaml:6:5: error: the key \"sclae\" is not known here. Did you mean scale? Expected: kind or scale.",
                $"{files.Folder}/rate-card.yaml:16:57: error: a comma ends a value, so \"5\" reads as a key. Write decimals with a point: 12.5.",
                "2 errors: 5 files, 1 asset, 2 meters, 0 rate card versions, 1 cost card version, 1 account, 5 members, 3 limits.",
            ],
            output.Trim().Split('\n'));
    }

    [Fact]
    public async Task A_warning_does_not_fail()
    {
        using var files = PriceFiles.OfSample().Write("more.yaml", "meters: {idle: {event_type: idle, aggregation: count}}");
        var (code, output) = await CommandRun.CheckAsync(files.Folder);

        Assert.Equal(0, code);
        Assert.Contains("warning: no rate card prices the meter idle", output, StringComparison.Ordinal);
        Assert.Contains("Nothing is wrong, 1 warning: 6 files", output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_folder_that_is_not_there_or_has_no_price_file_is_refused()
    {
        using var empty = new PriceFiles().Write("README.md", "# Prices");

        Assert.Contains("no folder", (await Assert.ThrowsAsync<CommandException>(() => CommandRun.CheckAsync("/tmp/there-is-no-such-folder"))).Message, StringComparison.Ordinal);
        Assert.Contains("no .yaml file", (await Assert.ThrowsAsync<CommandException>(() => CommandRun.CheckAsync(empty.Folder))).Message, StringComparison.Ordinal);
    }
}
