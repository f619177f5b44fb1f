using Farebox.CommandLine;
using Farebox.IntegrationTests.Support;

namespace Farebox.IntegrationTests.Operations;

public sealed class SettingsTests
{
    private static readonly string Page = File.ReadAllText(Path.Combine(RepositoryRoot.Find(), "docs", "reference", "configuration.md"));

    [Fact]
    public void The_page_of_settings_says_what_the_code_says() => Assert.Empty(ConfigurationPage.Violations(Page, SettingTable.All));

    [Fact]
    public void A_page_that_says_something_else_is_seen()
    {
        Assert.Equal(["FAREBOX_SANDBOX is not on the page"], ConfigurationPage.Violations(Page.Replace("| `FAREBOX_SANDBOX`", "| `SANDBOX`", StringComparison.Ordinal), SettingTable.All));
        Assert.Equal(
            ["FAREBOX_STOP_GRACE_SECONDS: the code says 30 | seconds, 1 to 600"],
            ConfigurationPage.Violations(Page.Replace("| 30 | seconds", "| 31 | seconds", StringComparison.Ordinal), SettingTable.All));
        Assert.Equal(["FAREBOX_SANDBOX is on the page and is no setting"], ConfigurationPage.Violations(Page, SettingTable.All.Where(setting => setting.Name != "FAREBOX_SANDBOX")));
    }

    [Fact]
    public void Without_a_variable_every_setting_has_its_default()
    {
        var settings = Settings.Read(new Dictionary<string, string> { ["FAREBOX_SANDBOX"] = "" });

        Assert.Equal("http://127.0.0.1:8080", settings.Urls);
        Assert.Equal((TimeSpan.Zero, TimeSpan.FromSeconds(30), 512L << 20), (settings.StopDelay, settings.StopGrace, settings.DiskFreeMin));
        Assert.Equal((null, false, null), (settings.EventBodyMonths, settings.IsLogJson, settings.OtlpEndpoint));
        Assert.Empty(settings.Warnings);
    }

    [Theory]
    [InlineData("FAREBOX_STOP_GRACE_SECONDS", "0", "FAREBOX_STOP_GRACE_SECONDS is a whole number (seconds) from 1 to 600, and not \"0\".")]
    [InlineData("FAREBOX_STOP_GRACE_SECONDS", "30s", "FAREBOX_STOP_GRACE_SECONDS is a whole number (seconds) from 1 to 600, and not \"30s\".")]
    [InlineData("FAREBOX_EVENT_BODY_MONTHS", "-1", "FAREBOX_EVENT_BODY_MONTHS is a whole number (months) from 1 to 1200, and not \"-1\".")]
    [InlineData("FAREBOX_DISK_FREE_MIN_MB", "99999999999999999999", "FAREBOX_DISK_FREE_MIN_MB is a whole number (MiB) from 0 to 1048576, and not \"99999999999999999999\".")]
    [InlineData("FAREBOX_SANDBOX", "yes", "FAREBOX_SANDBOX is 0 or 1, and not \"yes\".")]
    [InlineData("FAREBOX_LOG_FORMAT", "JSON", "FAREBOX_LOG_FORMAT is text or json, and not \"JSON\".")]
    [InlineData("FAREBOX_URLS", "127.0.0.1:8080", "\"127.0.0.1:8080\" is no address. One looks like http://127.0.0.1:8080; several are separated by ;")]
    [InlineData("FAREBOX_ADMIN_KEY", "changemechangemechangeme", "FAREBOX_ADMIN_KEY is too easy to guess. Make one with: openssl rand -hex 32")]
    public void A_bad_value_is_refused_with_what_it_may_be(string name, string value, string sentence) =>
        Assert.Equal(sentence, Assert.Throws<CommandException>(() => Settings.Read(new Dictionary<string, string> { [name] = value })).Message);

    [Theory]
    [InlineData("FAREBOX_DATABSE", "FAREBOX_DATABSE is no setting. Is FAREBOX_DATABASE meant?")]
    [InlineData("FAREBOX_URLSS", "FAREBOX_URLSS is no setting. Is FAREBOX_URLS meant?")]
    [InlineData("FAREBOX_WHATEVER_ELSE", "FAREBOX_WHATEVER_ELSE is no setting. See docs/reference/configuration.md")]
    public void A_name_that_is_no_setting_is_warned_about(string name, string sentence) =>
        Assert.Equal([sentence], Settings.Read(new Dictionary<string, string> { [name] = "1" }).Warnings);

    [Fact]
    public void The_variables_of_a_callers_shell_and_of_other_programs_are_left_alone() =>
        Assert.Empty(Settings.Read(new Dictionary<string, string> { ["FAREBOX_URL"] = "x", ["FAREBOX_KEY"] = "y", ["PATH"] = "z" }).Warnings);
}
