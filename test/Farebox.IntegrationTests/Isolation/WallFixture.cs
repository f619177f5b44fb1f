using Farebox.IntegrationTests.Support;
using Npgsql;

namespace Farebox.IntegrationTests.Isolation;

/// <summary>A database with what two tenants did, and no server on it any more.</summary>
public sealed class WallFixture : IAsyncLifetime
{
    private TestServer _server = null!;

    public NpgsqlDataSource DataSource { get; private set; } = null!;

    public int TenantA { get; private set; }

    public int TenantB { get; private set; }

    public string App => _server.Database.AppConnectionString;

    public string Owner => _server.Database.OwnerConnectionString;

    public async Task InitializeAsync()
    {
        _server = await TestServer.StartAsync();
        using var pair = await TenantPair.CreateAsync(_server);
        await pair.A.GetAsync("/v1/reports/usage");
        TenantA = await Sql.ReadAsync<int>(Owner, "SELECT tenant_id FROM tenant WHERE name = 'tenant-a'");
        TenantB = await Sql.ReadAsync<int>(Owner, "SELECT tenant_id FROM tenant WHERE name = 'tenant-b'");
        await _server.Host.DisposeAsync();
        DataSource = NpgsqlDataSource.Create(App);
    }

    public async Task DisposeAsync()
    {
        await DataSource.DisposeAsync();
        await _server.Database.DisposeAsync();
    }
}
