using Farebox.Charging;
using Farebox.Http.Quotes;
using Farebox.Money;
using Farebox.Rating;
using Farebox.Time;
using Spectre.Console;

namespace Farebox.CommandLine;

/// <summary>Shows the working of a quote: a row per step, then what the steps come to.</summary>
internal static class QuoteTable
{
    public static void Show(IAnsiConsole console, PricedQuote priced)
    {
        var quote = priced.Quote;
        foreach (var item in quote.Items)
        {
            if (item.Charge is null) console.MarkupLine($"[red]{Markup.Escape($"{item.Meter} has no price: {item.Detail} ({item.Code})")}[/]");
            else ShowItem(console, item);
        }

        if (quote.RateVersion is { } version && quote.Items.Any(item => item.Charge is not null))
            console.MarkupLine($"[bold]{Markup.Escape($"{DecimalText.Format(quote.Units, version.Asset.Scale)} {version.Asset.Code}")}[/]{(quote.IsComplete ? "" : " for what has a price")}");
        console.MarkupLine($"[grey]{Markup.Escape($"{Card("rate card", quote.RateCard, quote.RateVersion)}, {Card("cost card", quote.CostCard, quote.CostVersion)}, as of {Rfc3339.Format(quote.At)}")}[/]");
        if (priced.Token is not { } token) return;

        console.MarkupLine($"[grey]To hold it until {Rfc3339.Format(priced.ValidUntil)}:[/]");
        console.Profile.Out.Writer.WriteLine(token);
    }

    private static void ShowItem(IAnsiConsole console, QuotedItem item)
    {
        var (charge, table) = (item.Charge!, new Table().Border(TableBorder.Rounded));
        table.Title(Markup.Escape(string.Join("  ", item.Dimensions.Where(pair => pair.Value.Length > 0).Select(pair => $"{pair.Key} = {pair.Value}").Prepend(item.Meter))));
        table.AddColumn("class");
        foreach (var name in (string[])["quantity", "unit price", "total"]) table.AddColumn(new TableColumn(name).RightAligned());
        foreach (var step in item.Steps)
            table.AddRow(Markup.Escape(step.Reason), DecimalText.Format(step.Quantity), DecimalText.Format(step.UnitPrice), DecimalText.Format(step.Total));

        if (charge.Asset is { } asset)
        {
            table.AddRow("exact", "", "", DecimalText.Format(item.Exact));
            table.AddRow($"[bold]{Markup.Escape(asset.Code)}[/]", "", "", $"[bold]{DecimalText.Format(charge.Units, asset.Scale)}[/]");
        }

        if (charge.UpstreamCost is { } cost) table.AddRow($"upstream cost, {Markup.Escape(cost.Asset.Code)}", "", "", DecimalText.Format(cost.Units, cost.Asset.Scale));
        console.Write(table);
    }

    private static string Card(string what, string card, CardVersion? version) => version is null ? $"no {what} {card}" : $"{what} {card} version {version.Number}";
}
