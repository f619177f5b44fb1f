using System.Globalization;
using Farebox.Charging;
using Farebox.Http.Keys;
using Farebox.Postgres.Configuration;
using Farebox.Postgres.Tenants;
using Farebox.Time;
using Npgsql;
using Spectre.Console;

namespace Farebox.CommandLine;

/// <summary><c>farebox keys</c>: who may call the server. Running servers see a change within five seconds.</summary>
internal static class KeysCommand
{
    private const string Usage = "farebox keys create [--scopes ingest,read,admin] [--name NAME] | list | rotate KEY_ID | revoke KEY_ID, each with [--tenant NAME] [--mode live|sandbox]";

    /// <summary>Where nobody looks there is no edge to wrap a row at.</summary>
    private const int PipedWidth = 400;

    private static readonly string[] OfTenant = ["--tenant", "--mode"];

    public static Task<int> RunAsync(IAnsiConsole console, string[] arguments, CancellationToken stop) => arguments switch
    {
        ["create", .. var rest] => CreateAsync(console, new(rest, [.. OfTenant, "--scopes", "--name"]), stop),
        ["list", .. var rest] => ListAsync(console, new(rest, OfTenant), stop),
        ["rotate", var id, .. var rest] => RotateAsync(console, id, new(rest, OfTenant), stop),
        ["revoke", var id, .. var rest] => RevokeAsync(console, id, new(rest, OfTenant), stop),
        _ => throw new CommandException(Usage),
    };

    private static Task<int> CreateAsync(IAnsiConsole console, Options options, CancellationToken stop) => WithKeysAsync(options, async (keys, tenant) =>
    {
        var scopes = options["--scopes"] is { } words ? KeyScopeNames.Parse(words.Split(',')) : KeyScopeNames.OfTenant;
        if (scopes is null) throw new CommandException("--scopes takes ingest, read, admin and operator, with commas between them.");

        var made = MadeKey.Create(tenant.IsSandbox, options["--name"] ?? "", scopes.Value);
        await keys.AddAsync(tenant.Id, made.Stored, Actor.CommandLine, stop);
        Show(console, made.Stored.Id, made.Secret);
        return 0;
    }, stop);

    private static Task<int> ListAsync(IAnsiConsole console, Options options, CancellationToken stop) => WithKeysAsync(options, async (keys, tenant) =>
    {
        var table = new Table().AddColumns([.. ((string[])["key", "begins with", "name", "scopes", "made", "last used", "ends"]).Select(name => new TableColumn(name).NoWrap())]);
        foreach (var key in await keys.ListAsync(tenant.Id, KeyScopeNames.All, stop))
        {
            table.AddRow(
                key.Id, key.Prefix ?? "", Markup.Escape(key.Name), string.Join(' ', key.Scopes.Names()), Day(key.CreatedAt),
                Day(key.LastUsedAt), key.RevokedAt is { } at ? $"revoked {Day(at)}" : Day(key.ExpiresAt));
        }

        if (!console.Profile.Out.IsTerminal) console.Profile.Width = PipedWidth;
        console.Write(table);
        return 0;
    }, stop);

    private static Task<int> RotateAsync(IAnsiConsole console, string id, Options options, CancellationToken stop) => WithKeysAsync(options, async (keys, tenant) =>
    {
        var fresh = MadeKey.Create(tenant.IsSandbox, "", KeyScopes.None);
        if (await keys.RotateAsync(tenant.Id, id, fresh.Stored, null, KeyScopeNames.All, Actor.CommandLine, stop) is not var (_, old)) throw NotThere(id);

        console.MarkupLine($"{Markup.Escape(id)} works until {At(old.ExpiresAt)}.");
        Show(console, fresh.Stored.Id, fresh.Secret);
        return 0;
    }, stop);

    private static Task<int> RevokeAsync(IAnsiConsole console, string id, Options options, CancellationToken stop) => WithKeysAsync(options, async (keys, tenant) =>
    {
        if (!await keys.RevokeAsync(tenant.Id, id, stop)) throw NotThere(id);
        console.MarkupLine($"{Markup.Escape(id)} is revoked. Servers refuse it within five seconds.");
        return 0;
    }, stop);

    private static void Show(IAnsiConsole console, string id, string secret)
    {
        // On a line of its own and never wrapped, so that it can be copied.
        console.MarkupLine($"[grey]{id}. The key itself is shown only now:[/]");
        console.Profile.Out.Writer.WriteLine(secret);
    }

    private static CommandException NotThere(string id) => new($"There is no such key, or it does not work any more: {id}. See: farebox keys list");

    private static string Day(DateTimeOffset? instant) => instant?.UtcDateTime.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture) ?? "";

    private static string At(DateTimeOffset? instant) => instant is { } at ? Rfc3339.Format(at) : "";

    private static async Task<int> WithKeysAsync(Options options, Func<KeyStore, Tenant, Task<int>> run, CancellationToken stop)
    {
        var settings = Settings.Read();
        await using var database = await Database.OpenAsync(settings, static _ => { }, stop);
        await using var dataSource = NpgsqlDataSource.Create(database.AppConnectionString);
        return await run(new KeyStore(dataSource), await TenantChoice.FindAsync(dataSource, settings, options, stop));
    }
}
