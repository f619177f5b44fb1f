using Farebox.Client;
using Farebox.Demo.Plan;

namespace Farebox.Demo.Run;

/// <summary>Sends the trace through the HTTP API: around each request a hold, settled by its event.</summary>
/// <remarks>A member's requests go one at a time in file order, members side by side; so every run decides the same.</remarks>
internal sealed class Traffic(FareboxClient client)
{
    private int _answered;

    /// <summary>Requests that are settled or refused so far; read while the traffic runs.</summary>
    public int Answered => Volatile.Read(ref _answered);

    public async Task<IReadOnlyList<MemberRun>> RunAsync(IEnumerable<DemoRequest> requests, CancellationToken cancellationToken)
    {
        // The first failure ends the others: a demo that goes on after one would only bury it.
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var members = requests.GroupBy(request => request.Person).Select(group => RunMemberAsync(group.Key, [.. group], stop)).ToList();
        return await Task.WhenAll(members);
    }

    private async Task<MemberRun> RunMemberAsync(Person person, List<DemoRequest> requests, CancellationTokenSource stop)
    {
        var run = new MemberRun(person);
        try
        {
            foreach (var request in requests)
            {
                await SendAsync(request, run, stop.Token);
                Interlocked.Increment(ref _answered);
            }
        }
        catch
        {
            await stop.CancelAsync();
            throw;
        }

        return run;
    }

    private async Task SendAsync(DemoRequest request, MemberRun run, CancellationToken cancellationToken)
    {
        var hold = await client.Holds.AuthoriseAsync(Company.Account, request.ToHold(), idempotencyKey: null, cancellationToken);
        if (hold.Refusal is { } refusal)
        {
            run.Refused.Add(new(request.Row.Number, refusal.Code, refusal.Detail));
            return;
        }

        var result = await client.Events.SendAsync(request.ToEvent(), cancellationToken);
        switch (result)
        {
            case { Status: "recorded", LateCapture: null }:
                run.AddRecorded(CreditsOf(result));
                break;
            case { Status: "duplicate", First: { Status: "recorded" } first }:
                run.AddDuplicate(CreditsOf(first));
                break;
            default:
                throw new DemoException($"Row {request.Row.Number} was answered {result.Status} {result.Code}{result.LateCapture}: {result.Detail}");
        }
    }

    private static decimal CreditsOf(EventResult result) =>
        result.Debited is { } debited && debited.TryGetValue(Prices.Credit, out var amount) ? Number.Of(amount) : 0;
}
