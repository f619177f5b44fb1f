using Farebox.Http.Keys;
using Farebox.Postgres.Configuration;
using Farebox.Time;
using Npgsql;
using Spectre.Console;

namespace Farebox.CommandLine;

/// <summary><c>farebox keys</c>: who may call the server. Running servers see a change within five seconds.</summary>
internal static class KeysCommand
{
    public static Task<int> RunAsync(IAnsiConsole console, string[] arguments, CancellationToken stop) => arguments switch
    {
        ["create"] => CreateAsync(console, stop),
        ["list"] => ListAsync(console, stop),
        ["revoke", var id] => RevokeAsync(console, id, stop),
        _ => throw new CommandException("farebox keys create | list | revoke KEY_ID"),
    };

    private static Task<int> CreateAsync(IAnsiConsole console, CancellationToken stop) => WithKeysAsync(console, async (keys, tenant) =>
    {
        var key = ApiKey.Create(tenant.IsSandbox);
        var hash = ApiKey.Hash(key);
        await keys.AddAsync(tenant.Id, ApiKey.IdOf(hash), hash, stop);
        console.MarkupLine($"[grey]{ApiKey.IdOf(hash)}. The key itself is shown only now:[/]");
        console.Profile.Out.Writer.WriteLine(key);
        return 0;
    }, stop);

    private static Task<int> ListAsync(IAnsiConsole console, CancellationToken stop) => WithKeysAsync(console, async (keys, tenant) =>
    {
        var table = new Table().AddColumns("key", "made", "revoked");
        foreach (var key in await keys.ListAsync(tenant.Id, stop))
            table.AddRow(key.Id, Rfc3339.Format(key.CreatedAt), key.RevokedAt is { } at ? Rfc3339.Format(at) : "");
        console.Write(table);
        return 0;
    }, stop);

    private static Task<int> RevokeAsync(IAnsiConsole console, string id, CancellationToken stop) => WithKeysAsync(console, async (keys, tenant) =>
    {
        if (!await keys.RevokeAsync(tenant.Id, id, stop)) throw new CommandException($"There is no key {id} that still works.");
        console.MarkupLine($"{Markup.Escape(id)} is revoked. Servers refuse it within five seconds.");
        return 0;
    }, stop);

    private static async Task<int> WithKeysAsync(IAnsiConsole console, Func<KeyStore, Tenant, Task<int>> run, CancellationToken stop)
    {
        var settings = Settings.Read();
        await using var database = await Database.OpenAsync(settings, static _ => { }, stop);
        await using var dataSource = NpgsqlDataSource.Create(database.AppConnectionString);
        var tenant = await new TenantStore(dataSource).EnsureDefaultAsync(settings.IsSandbox, stop);
        return await run(new KeyStore(dataSource), tenant);
    }
}
