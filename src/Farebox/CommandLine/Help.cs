using Spectre.Console;

namespace Farebox.CommandLine;

/// <summary>What can be asked of the program, in the words to type.</summary>
internal static class Help
{
    private const int Misused = 2;

    private const string Text = """
        Farebox meters, holds and debits AI usage against credit that many people share.

          farebox demo [--fast]          an hour of real traffic against a shared pool, in a database of its own
          farebox up                     run the server (PostgreSQL included, unless FAREBOX_DATABASE names one)
          farebox keys create            make a key; also: keys list, keys rotate KEY_ID, keys revoke KEY_ID
          farebox tenants create NAME    make a tenant with its first key; also: tenants list
          farebox report usage           who used what, what it was worth and what it cost, for example
              --account acme --group-by team,model --from 2026-07-01 --to 2026-10-01
          farebox verify [--rebuild]     check the ledger; --rebuild derives everything again from the first entry on

          keys: --scopes ingest,read,admin --name NAME; keys and report: --tenant NAME --mode live|sandbox
          report: --group-by takes any of account,team,member,meter,model,source,grant,day; --asset keeps one asset.

        Environment:
          FAREBOX_DATABASE    connection string of a PostgreSQL of your own (15 or newer)
          FAREBOX_DATA        data folder of the private PostgreSQL
          FAREBOX_URLS        where to listen (http://127.0.0.1:8080)
          FAREBOX_ADMIN_KEY   a key of your own choice; without it the first start makes one and shows it once
          FAREBOX_SANDBOX=1   makes the first start's tenant a sandbox, whose clock can be set
        """;

    public static Task<int> ShowAsync(IAnsiConsole console)
    {
        console.Profile.Out.Writer.WriteLine(Text);
        return Task.FromResult(0);
    }

    public static Task<int> VersionAsync(IAnsiConsole console)
    {
        console.Profile.Out.Writer.WriteLine($"farebox {typeof(Help).Assembly.GetName().Version?.ToString(3)}");
        return Task.FromResult(0);
    }

    public static Task<int> UnknownAsync(IAnsiConsole console, string[] arguments)
    {
        console.MarkupLine($"[red]farebox does not know \"{Markup.Escape(string.Join(' ', arguments))}\".[/] Try: farebox help");
        return Task.FromResult(Misused);
    }
}
