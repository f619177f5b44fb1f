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

        console.WriteLine($"POST /v1/accounts/{Company.Account}/holds  {{\"id\":\"{request.Id}\",\"asset\":\"{request.Asset}\",\"amount\":\"{Amount}\"}}");
        console.WriteLine($"402 {refusal.Code}: {refusal.Detail}");
        if (refusal.Available is { } available) console.WriteLine($"available: {available}");
    }
}
