using Farebox.Client;
using Farebox.Demo.Plan;
using Farebox.Demo.Run;
using Spectre.Console;

namespace Farebox.Demo.Chapters;

/// <summary>Asks for more than there is, now, and shows the answer.</summary>
internal sealed class LiveRefusalChapter(IAnsiConsole console, FareboxClient client)
{
    private const string Amount = "1000000";

    public async Task ShowAsync(CancellationToken cancellationToken)
    {
        Page.Heading(console, "A hold that the pool cannot carry");
        var request = new HoldRequest { Id = "hold-too-much", Asset = Prices.Credit, Amount = Amount };
        var result = await client.Holds.AuthoriseAsync(Company.Account, request, idempotencyKey: null, cancellationToken);
        if (result.Refusal is not { } refusal) throw new DemoException($"A hold of {Amount} credits was given.");

        Page.Verbatim(console, $"POST /v1/accounts/{Company.Account}/holds");
        Page.Verbatim(console, $$"""{"id": "{{request.Id}}", "asset": "{{request.Asset}}", "amount": "{{request.Amount}}"}""");
        console.MarkupLine($"[yellow]402 {Markup.Escape(refusal.Code)}[/]: {Markup.Escape(refusal.Detail ?? "")}");
        if (refusal.Available is { } available) console.WriteLine($"available: {available}");
    }
}
