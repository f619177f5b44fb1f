namespace Farebox.IntegrationTests.Support;

/// <summary>One migrated database for a test class: <c>IClassFixture&lt;DatabaseFixture&gt;</c>.</summary>
public sealed class DatabaseFixture : IAsyncLifetime
{
    public TestDatabase Database { get; private set; } = null!;

    public async Task InitializeAsync() => Database = await PostgresFixture.CreateDatabaseAsync();

    public async Task DisposeAsync() => await Database.DisposeAsync();
}
