namespace Farebox.IntegrationTests.Support;

/// <summary>A migrated, empty database of its own on the server of this test run. Disposing drops it.</summary>
public sealed class TestDatabase : IAsyncDisposable
{
    private readonly string _superuser;

    internal TestDatabase(string name, string superuser, string owner, string app)
    {
        (Name, _superuser) = (name, superuser);
        OwnerConnectionString = PostgresFixture.To(owner, name);
        AppConnectionString = PostgresFixture.To(app, name);
    }

    public string Name { get; }

    public string OwnerConnectionString { get; }

    public string AppConnectionString { get; }

    // Connections a test left open or pooled do not matter any more.
    public async ValueTask DisposeAsync() => await Sql.RunAsync(_superuser, $"DROP DATABASE IF EXISTS {Name} WITH (FORCE)");
}
