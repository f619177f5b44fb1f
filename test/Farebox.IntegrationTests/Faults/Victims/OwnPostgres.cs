using System.Globalization;
using Farebox.IntegrationTests.Support;
using Farebox.Postgres.Embedded;
using Farebox.Postgres.Migrations;
using Npgsql;

namespace Farebox.IntegrationTests.Faults.Victims;

/// <summary>A private PostgreSQL that a test may stop, crash and freeze without hurting another test.</summary>
internal sealed class OwnPostgres : IAsyncDisposable
{
    private readonly EmbeddedOptions _options;
    private EmbeddedPostgres _server;

    private OwnPostgres(EmbeddedOptions options, EmbeddedPostgres server) => (_options, _server) = (options, server);

    public string App => _server.AppConnectionString;

    public string Owner => _server.OwnerConnectionString;

    public string Superuser => _server.SuperuserConnectionString;

    public static async Task<OwnPostgres> StartAsync()
    {
        var options = new EmbeddedOptions { DataFolder = TemporaryFolder.Create() };
        var server = await EmbeddedPostgres.StartAsync(options, CancellationToken.None);
        await Migrator.MigrateAsync(server.OwnerConnectionString, CancellationToken.None);
        return new(options, server);
    }

    /// <summary>As if the power failed, then started again.</summary>
    public async Task CrashAsync()
    {
        await _server.StopAsync(StopMode.Immediate);
        await StartAgainAsync();
    }

    public Task StopAsync() => _server.StopAsync(StopMode.Fast);

    public async Task StartAgainAsync()
    {
        var restarted = await EmbeddedPostgres.StartAsync(_options, CancellationToken.None);
        await _server.DisposeAsync();
        _server = restarted;
    }

    public void Freeze() => Signal("STOP");

    public void Thaw() => Signal("CONT");

    public Task RunAsync(string sql) => Sql.RunAsync(Superuser, sql);

    public async ValueTask DisposeAsync()
    {
        // A test that failed meanwhile may have left it frozen, and then it would not even stop.
        Thaw();
        NpgsqlConnection.ClearAllPools();
        await _server.DisposeAsync();
    }

    private void Signal(string name)
    {
        var processes = Directory.EnumerateDirectories("/proc").Select(folder => Path.GetFileName(folder))
            .Where(id => int.TryParse(id, CultureInfo.InvariantCulture, out var number) && (number == _server.PostmasterPid || ParentOf(number) == _server.PostmasterPid));
        using var kill = System.Diagnostics.Process.Start("sh", ["-c", $"kill -{name} {string.Join(' ', processes)}"]);
        kill.WaitForExit();
    }

    private static int ParentOf(int processId)
    {
        try
        {
            var status = File.ReadLines($"/proc/{processId}/status").First(line => line.StartsWith("PPid:", StringComparison.Ordinal));
            return int.Parse(status[5..], CultureInfo.InvariantCulture);
        }
        catch (Exception gone) when (gone is IOException or InvalidOperationException or UnauthorizedAccessException)
        {
            return 0;
        }
    }
}
