using System.Diagnostics;
using Farebox.CommandLine;
using Farebox.IntegrationTests.Support;

namespace Farebox.IntegrationTests.Packaging;

/// <summary>The unit and the container are not run here, so their text is held to what it must say.</summary>
public sealed class PackagingTests
{
    /// <summary>The grace for requests, the journal's, and a PostgreSQL that writes its checkpoint.</summary>
    private static readonly TimeSpan StopMax = TimeSpan.FromSeconds(30 + 25 + 60);

    private static readonly string[] SettingNames = [.. SettingTable.All.Select(setting => setting.Name)];
    private static readonly string Dockerfile = Read("Dockerfile");
    private static readonly string Unit = Read("farebox.service");

    [Fact]
    public void The_container_is_pinned_runs_as_nobody_special_holds_no_secret_and_copies_what_exists() => Assert.Empty(Lint(Dockerfile));

    [Theory]
    [InlineData("sdk:10.0.100-noble", "sdk:10.0", "mcr.microsoft.com/dotnet/sdk:10.0 AS build is not pinned to a version")]
    [InlineData("COPY src/ src/", "COPY source/ src/", "source/ is copied and does not exist")]
    [InlineData("USER farebox", "USER root", "it runs as root")]
    [InlineData("EXPOSE 8080", "EXPOSE 80", "it does not expose the port that it listens on")]
    [InlineData("\"health\", \"live\"]", "\"health\", \"alive\"]", "its health check asks for nothing that exists")]
    [InlineData("FAREBOX_LOG_FORMAT", "FAREBOX_LOGS", "FAREBOX_LOGS is no setting")]
    [InlineData("VOLUME", "ENV FAREBOX_ADMIN_KEY=1234567890\nVOLUME", "ENV FAREBOX_ADMIN_KEY=1234567890 may be a secret")]
    public void A_container_that_breaks_a_rule_is_seen(string good, string bad, string violation) =>
        Assert.Contains(violation, Lint(Dockerfile.Replace(good, bad, StringComparison.Ordinal)));

    [Fact]
    public void The_unit_says_only_what_systemd_knows_and_stops_in_the_right_order() => Assert.Empty(UnitLint.Violations(Unit, SettingNames, StopMax));

    [Theory]
    [InlineData("RestartSec=2", "RestartAfter=2", "[Service] RestartAfter is not known")]
    [InlineData("User=farebox", "User=root", "it runs as root")]
    [InlineData("KillMode=mixed", "KillMode=control-group", "a stop would end PostgreSQL before the last commit")]
    [InlineData("TimeoutStopSec=180", "TimeoutStopSec=10", "a stop is killed before its grace is over")]
    [InlineData("Environment=FAREBOX_DATA", "Environment=FAREBOX_DATE", "FAREBOX_DATE is no setting")]
    [InlineData("farebox up", "farebox", "it does not start the server by its full path")]
    public void A_unit_that_breaks_a_rule_is_seen(string good, string bad, string violation) =>
        Assert.Contains(violation, UnitLint.Violations(Unit.Replace(good, bad, StringComparison.Ordinal), SettingNames, StopMax));

    [Fact]
    public async Task Where_there_is_systemd_it_accepts_the_unit()
    {
        if (!File.Exists("/usr/bin/systemd-analyze")) return;

        // It looks for the program and the account, which are not on this machine.
        using var folder = new Backup.BackupFolder();
        var unit = Unit.Replace("/opt/farebox/farebox up", "/bin/true", StringComparison.Ordinal).Replace("=farebox\n", "=root\n", StringComparison.Ordinal);
        await File.WriteAllTextAsync(folder.File("farebox.service"), unit);
        var start = new ProcessStartInfo("/usr/bin/systemd-analyze", ["verify", "--man=no", folder.File("farebox.service")]) { RedirectStandardError = true };
        using var analyse = Process.Start(start)!;
        var said = await analyse.StandardError.ReadToEndAsync();
        await analyse.WaitForExitAsync();

        Assert.DoesNotContain("farebox.service", said, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_health_check_of_the_container_tells_a_server_that_answers_from_none()
    {
        await using var server = await TestServer.StartAsync();
        var url = server.Host.Address.ToString().TrimEnd('/');

        var live = await FareboxProgram.RunAsync(["health", "live"], ("FAREBOX_URLS", url.Replace("127.0.0.1", "0.0.0.0", StringComparison.Ordinal)));
        var ready = await FareboxProgram.RunAsync(["health"], ("FAREBOX_URLS", url));
        var none = await FareboxProgram.RunAsync(["health", "live"], ("FAREBOX_URLS", "http://127.0.0.1:1"));

        Assert.Equal((0, """{"status":"live"}"""), (live.ExitCode, live.Output));
        Assert.Equal(0, ready.ExitCode);
        Assert.Contains("\"status\":\"ready\"", ready.Output, StringComparison.Ordinal);
        Assert.Equal(1, none.ExitCode);
        Assert.StartsWith("No server answers at http://127.0.0.1:1/.", none.Output, StringComparison.Ordinal);
    }

    private static IEnumerable<string> Lint(string dockerfile) =>
        DockerfileLint.Violations(dockerfile, path => Path.Exists(Path.Combine(RepositoryRoot.Find(), path)), SettingNames, ["live", "ready"]);

    private static string Read(string name) => File.ReadAllText(Path.Combine(RepositoryRoot.Find(), "packaging", name));
}
