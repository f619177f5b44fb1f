using System.Diagnostics;
using Farebox.IntegrationTests.Support;
using Farebox.Postgres.Embedded;

namespace Farebox.IntegrationTests.Embedded;

/// <summary>The private server on folders of its own: from nothing, together, after a crash, and after an upgrade of the machine.</summary>
public sealed class EmbeddedPostgresTests
{
    private readonly string _folder = TemporaryFolder.Create();

    [Fact]
    public async Task It_starts_from_nothing_and_leaves_no_process_and_no_socket_behind()
    {
        var server = await StartAsync();
        Assert.Equal(1, await Sql.ReadAsync<int>(server.OwnerConnectionString, "SELECT 1"));
        Assert.Equal("farebox_app", await Sql.ReadAsync<string>(server.AppConnectionString, "SELECT current_user::text"));

        await server.DisposeAsync();

        Assert.False(IsAlive(server.PostmasterPid));
        Assert.False(Directory.Exists(server.SocketDirectory));
    }

    [Theory]
    [InlineData("fsync", "on")]
    [InlineData("synchronous_commit", "on")]
    [InlineData("full_page_writes", "on")]
    [InlineData("data_checksums", "on")]
    [InlineData("listen_addresses", "")]
    [InlineData("server_encoding", "UTF8")]
    [InlineData("TimeZone", "UTC")]
    public async Task It_runs_with(string setting, string value)
    {
        var server = await PostgresFixture.ServerAsync();

        Assert.Equal(value, await Sql.ReadAsync<string>(server.OwnerConnectionString, $"SHOW {setting}"));
    }

    [Fact]
    public async Task It_sorts_by_code_point_so_that_an_upgrade_of_the_machine_never_reorders_an_index()
    {
        var server = await PostgresFixture.ServerAsync();

        Assert.Equal("C", await Sql.ReadAsync<string>(server.OwnerConnectionString, "SELECT datcollate FROM pg_database WHERE datname = 'farebox'"));
    }

    [Fact]
    public async Task Only_its_account_can_enter_the_folder_of_the_socket()
    {
        var server = await PostgresFixture.ServerAsync();

        Assert.Equal(
            UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute, File.GetUnixFileMode(server.SocketDirectory));
        Assert.InRange($"{server.SocketDirectory}/.s.PGSQL.5432".Length, 1, 107);
    }

    [Fact]
    public async Task A_second_start_adopts_the_server_and_the_last_one_out_stops_it()
    {
        var first = await StartAsync();
        var second = await StartAsync();
        Assert.Equal(first.PostmasterPid, second.PostmasterPid);

        await first.DisposeAsync();
        Assert.Equal(1, await Sql.ReadAsync<int>(second.AppConnectionString, "SELECT 1"));

        await second.DisposeAsync();
        Assert.False(IsAlive(second.PostmasterPid));
    }

    [Fact]
    public async Task Starts_at_the_same_time_share_one_server()
    {
        var servers = await Task.WhenAll(StartAsync(), StartAsync(), StartAsync());

        Assert.Single(servers.Select(server => server.PostmasterPid).Distinct());
        foreach (var server in servers) await server.DisposeAsync();
    }

    [Fact]
    public async Task What_was_committed_survives_a_killed_server()
    {
        var killed = await StartAsync();
        await Sql.RunAsync(killed.OwnerConnectionString, "CREATE TABLE kept AS SELECT 42 AS answer");
        Process.GetProcessById(killed.PostmasterPid).Kill();

        await using var recovered = await StartAsync();

        Assert.NotEqual(killed.PostmasterPid, recovered.PostmasterPid);
        Assert.Equal(42, await Sql.ReadAsync<int>(recovered.OwnerConnectionString, "SELECT answer FROM kept"));
        await killed.DisposeAsync();
    }

    [Fact]
    public async Task A_pid_file_whose_number_now_is_another_program_does_not_stop_a_start()
    {
        var first = await StartAsync();
        var pidFile = Path.Combine(first.DataDirectory, "postmaster.pid");
        var lines = await File.ReadAllLinesAsync(pidFile);
        await first.StopAsync(StopMode.Immediate);
        lines[0] = $"{Environment.ProcessId}";
        await File.WriteAllLinesAsync(pidFile, lines);

        await using var second = await StartAsync();

        Assert.Equal(1, await Sql.ReadAsync<int>(second.OwnerConnectionString, "SELECT 1"));
        await first.DisposeAsync();
    }

    [Fact]
    public async Task An_interrupted_creation_is_begun_again()
    {
        Directory.CreateDirectory(Path.Combine(_folder, "postgres.new", "base"));

        await using var server = await StartAsync();

        Assert.Equal(1, await Sql.ReadAsync<int>(server.OwnerConnectionString, "SELECT 1"));
    }

    [Fact]
    public async Task Data_of_another_major_version_is_refused_with_the_line_that_helps()
    {
        var server = await StartAsync();
        await server.DisposeAsync();
        await File.WriteAllTextAsync(Path.Combine(server.DataDirectory, "PG_VERSION"), "9\n");

        var refusal = await Assert.ThrowsAsync<EmbeddedPostgresException>(StartAsync);

        Assert.Contains("apt-get install --yes postgresql-9", refusal.Message, StringComparison.Ordinal);
        Assert.Contains($"-b /usr/lib/postgresql/9/bin -B {server.BinDirectory} -d '{server.DataDirectory}'", refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_machine_without_PostgreSQL_is_told_what_to_install()
    {
        var nothing = new EmbeddedOptions { DataFolder = _folder, BinDirectory = "/nonexistent" };

        var refusal = await Assert.ThrowsAsync<EmbeddedPostgresException>(() => EmbeddedPostgres.StartAsync(nothing, CancellationToken.None));

        Assert.Contains("apt-get install --yes postgresql", refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_folder_that_holds_something_else_is_left_alone()
    {
        var other = Path.Combine(_folder, "postgres", "thesis.txt");
        Directory.CreateDirectory(Path.GetDirectoryName(other)!);
        await File.WriteAllTextAsync(other, "mine");

        await Assert.ThrowsAsync<EmbeddedPostgresException>(StartAsync);

        Assert.Equal("mine", await File.ReadAllTextAsync(other));
    }

    private Task<EmbeddedPostgres> StartAsync() => EmbeddedPostgres.StartAsync(new() { DataFolder = _folder }, CancellationToken.None);

    // A process that ended but was not yet collected by its parent has no working directory any more.
    private static bool IsAlive(int processId)
    {
        try
        {
            return new DirectoryInfo($"/proc/{processId}/cwd").LinkTarget is not null;
        }
        catch (IOException)
        {
            return false;
        }
    }
}
