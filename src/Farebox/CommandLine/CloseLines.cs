using System.Globalization;
using Farebox.Ledger;
using Farebox.Money;
using Farebox.Postgres.Closing;
using Farebox.Time;
using Spectre.Console;

namespace Farebox.CommandLine;

/// <summary>What a close says: how far it is while it runs, a line per charge that differs, a line at the end.</summary>
internal sealed class CloseLines(IAnsiConsole console)
{
    private const int LineLengthMax = 4_000;

    private long _accounts;
    private long _events;
    private long _adjustments;
    private long _refused;

    /// <summary>Runs the close of an account, and shows how far it is where somebody looks.</summary>
    public async Task<CloseResult> WatchAsync(string account, Func<IProgress<CloseProgress>?, Task<CloseResult>> close)
    {
        if (!console.Profile.Out.IsTerminal) console.Profile.Width = LineLengthMax;
        if (!console.Profile.Capabilities.Interactive) return await close(null);

        return await console.Status().StartAsync(Markup.Escape(account), status => close(new Watch(progress => status.Status(
            Markup.Escape(string.Create(CultureInfo.InvariantCulture, $"{account}: {progress.Doing} {progress.Done:N0} of {progress.Total:N0}"))))));
    }

    public void Show(string account, CloseResult result, bool isDryRun)
    {
        (_accounts, _events, _adjustments) = (_accounts + 1, _events + result.Events, _adjustments + result.Adjustments.Count);
        foreach (var posted in result.Adjustments) console.WriteLine($"{account}  {TextOf(posted.Adjustment)}{(isDryRun ? "" : $"  entry {posted.Seq}")}");
    }

    public void Refused(string account, string why)
    {
        _refused++;
        console.MarkupLine($"[red]{Markup.Escape(account)}  {Markup.Escape(why)}[/]");
    }

    /// <returns>0 when no account was refused, else 1.</returns>
    public int End(CountingPeriod period, bool isDryRun)
    {
        console.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"{period}: {_accounts:N0} account(s) {(isDryRun ? "would be closed" : "closed")}, {_events:N0} event(s) rated again, {_adjustments:N0} adjustment(s)"));
        return _refused == 0 ? 0 : 1;
    }

    private static string TextOf(Adjustment adjustment)
    {
        var charge = $"{adjustment.Meter}{(adjustment.Model.Length > 0 ? $" {adjustment.Model}" : "")} {adjustment.Period}";
        var units = adjustment.Asset is { } asset
            ? $": {Text(adjustment.Units, asset)} {asset.Code} ({Text(adjustment.Rated, asset)} in the order of use, {Text(adjustment.Charged, asset)} charged)"
            : "";
        var cost = adjustment is { CostAsset: { } of, Cost: not 0 } ? $", upstream cost {Text(adjustment.Cost, of)} {of.Code}" : "";
        return charge + units + cost;
    }

    private static string Text(long units, Asset asset) => DecimalText.Format(units, asset.Scale);

    private sealed class Watch(Action<CloseProgress> show) : IProgress<CloseProgress>
    {
        public void Report(CloseProgress value) => show(value);
    }
}
