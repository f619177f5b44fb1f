using Farebox.Charging;
using Farebox.Http.Keys;
using Farebox.Metering;
using Farebox.Postgres.Configuration;
using Farebox.Postgres.Tenants;
using Npgsql;
using Spectre.Console;

namespace Farebox.CommandLine;

/// <summary><c>farebox tenants</c>: whose books this server keeps.</summary>
internal static class TenantsCommand
{
    public static Task<int> RunAsync(IAnsiConsole console, string[] arguments, CancellationToken stop) => arguments switch
    {
        ["create", var name, .. var rest] => CreateAsync(console, name, new(rest, "--mode"), stop),
        ["list"] => ListAsync(console, stop),
        _ => throw new CommandException("farebox tenants create NAME [--mode live|sandbox] | list"),
    };

    private static Task<int> CreateAsync(IAnsiConsole console, string name, Options options, CancellationToken stop) => WithDatabaseAsync(async dataSource =>
    {
        if (!Identifier.IsValid(name)) throw new CommandException("A tenant's name is letters, digits and . _ : @ -, beginning with a letter or digit.");

        var isSandbox = TenantChoice.IsSandbox(options);
        if (await new TenantStore(dataSource).CreateAsync(name, isSandbox, default, Actor.CommandLine, stop) is not { } tenant)
            throw new CommandException($"There is a {(isSandbox ? "sandbox" : "live")} tenant {name} already. For a key of it: farebox keys create --tenant {name} --mode {(isSandbox ? "sandbox" : "live")}");

        var first = MadeKey.Create(isSandbox, "first", KeyScopeNames.OfTenant);
        await new KeyStore(dataSource).AddFirstAsync(tenant.Id, first.Stored, Actor.CommandLine, stop);
        console.MarkupLine($"[grey]{Markup.Escape(name)} is there. Its first key is shown only now:[/]");
        console.Profile.Out.Writer.WriteLine(first.Secret);
        return 0;
    }, stop);

    private static Task<int> ListAsync(IAnsiConsole console, CancellationToken stop) => WithDatabaseAsync(async dataSource =>
    {
        var table = new Table().AddColumns("tenant", "mode");
        foreach (var tenant in await new TenantStore(dataSource).ListAsync(stop)) table.AddRow(Markup.Escape(tenant.Name), tenant.IsSandbox ? "sandbox" : "live");
        console.Write(table);
        return 0;
    }, stop);

    private static async Task<int> WithDatabaseAsync(Func<NpgsqlDataSource, Task<int>> run, CancellationToken stop)
    {
        var settings = Settings.Read();
        await using var database = await Database.OpenAsync(settings, static _ => { }, stop);
        await using var dataSource = NpgsqlDataSource.Create(database.AppConnectionString);
        await new TenantStore(dataSource).EnsureDefaultAsync(settings.IsSandbox, stop);
        return await run(dataSource);
    }
}
