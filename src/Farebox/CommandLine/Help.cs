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
          farebox health [live|ready]    ask the server on this machine; ends with 0 when it is well
          farebox check DIR|PLAN.yaml    whether the price files of a folder, or a plan file, are right: every mistake by line and column
          farebox apply DIR              compare them with a server, show the difference, ask, and create what is missing
              --url http://127.0.0.1:8080 --key KEY --dry-run --yes
          farebox conformance [DIR]      compute worked cases, published ones or your own, and compare; a table by topic and source
              --topic tiers --source lago --all --json
          farebox quote METER DATA       what it would cost, with the working, for example
              llm '{"model":"large","input_tokens":1850}' --account acme [--at 2026-07-01] [--json]
          farebox price PLAN --usage F   what a history costs on a plan file, with the working; no server, no database
              --map M --from DAY --to DAY --account A [--json], F as for import, or CSV with columns account, time and those of the data
          farebox backtest PLAN --against PLAN2 --usage F   the same history on two plans: who pays more, who less, revenue, margin
          farebox keys create            make a key; also: keys list, keys rotate KEY_ID, keys revoke KEY_ID
          farebox tenants create NAME    make a tenant with its first key; also: tenants list
          farebox report usage           who used what, what it was worth and what it cost, for example
              --account acme --group-by team,model --from 2026-07-01 --to 2026-10-01
          farebox close 2026-07          close a month, day or year: rate its use in the order in which it happened, post what differs
              --account A --grace-hours 72 --dry-run, without --account for all accounts
          farebox rerate --account A     rate unrated and refused use again, --from DAY --to DAY, after a card or a meter was mended
          farebox report credits         what became of credit: balances at any date, roll-forward, deferred value; also: report ageing
          farebox report burn-down       how an account's credit went down, and when it will run out: --account acme
          farebox backup DIR|FILE        everything as of one instant in one file, while the server runs or not
          farebox restore FILE           a backup into an empty database, then verify --rebuild
          farebox retention [--dry-run]  drop event bodies older than FAREBOX_EVENT_BODY_MONTHS; a server does so by itself
          farebox prices FILE            rate and cost cards out of LiteLLM's or genai-prices' map of model prices, for example
              --models gpt-5*,claude-* --markup 20% --asset credit --per-usd 100 --effective-from 2026-07-01 --out prices
          farebox usage FILE|-           what a vendor's usage object, answer or stream comes to, by class; --format names whose it is
          farebox import FILE --map M    send the rows of a CSV or NDJSON file as events; broken off, the same command goes on
          farebox export journal         the journal for hledger; also: export entries, export usage (both CSV)
          farebox verify [--rebuild]     check the ledger; --rebuild derives everything again from the first entry on

          keys: --scopes ingest,read,admin --name NAME; keys, report, close and rerate: --tenant NAME --mode live|sandbox
          report: usage --group-by takes any of account,team,member,meter,model,source,grant,day; credits any of account,source,grant,expiry,day;
              --asset keeps one asset; credits, ageing and burn-down take --format csv
          import: --map takes a YAML file or FIELD=TEMPLATE, for example 'subject={customer}'; --dry-run sends nothing;
              also --restart, --errors FILE, --delimiter ';', --connections 4, --batch 1000
          export: --account A, --from DAY, --to DAY, --output FILE; usage also --group-by and --asset

        Environment:
          FAREBOX_DATABASE    connection string of a PostgreSQL of your own (15 or newer)
          FAREBOX_DATA        data folder of the private PostgreSQL
          FAREBOX_URLS        where to listen (http://127.0.0.1:8080)
          FAREBOX_ADMIN_KEY   a key of your own choice; without it the first start makes one and shows it once
          FAREBOX_URL         the server that apply, import and export talk to (http://127.0.0.1:8080)
          FAREBOX_KEY         a key of it
          FAREBOX_SANDBOX=1   makes the first start's tenant a sandbox, whose clock can be set
          All settings, with defaults and bounds: docs/reference/configuration.md
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
