using System.Collections.Concurrent;
using Farebox.Payments;

namespace Farebox.IntegrationTests.Payments;

/// <summary>A provider that answers by a script, and remembers every payment by its key as a real one does: asked again, it says what it said.</summary>
internal sealed class ScriptedPayments(Func<PaymentRequest, PaymentAnswer> script) : IPayments
{
    private readonly ConcurrentDictionary<string, PaymentAnswer> _made = [];

    /// <summary>Every time it was asked.</summary>
    public ConcurrentQueue<PaymentRequest> Asked { get; } = [];

    /// <summary>The payments that moved money.</summary>
    public int MadeCount => _made.Values.Count(answer => answer is PaymentMade);

    /// <summary>Called after the money has moved and before anybody hears of it.</summary>
    public Action<PaymentRequest> BeforeAnswer { get; set; } = static _ => { };

    public Task<PaymentAnswer> PayAsync(PaymentRequest request, CancellationToken cancellationToken)
    {
        Asked.Enqueue(request);
        var answer = _made.TryGetValue(request.Key, out var known) ? known : script(request);
        if (answer is not PaymentPending) _made[request.Key] = answer;
        BeforeAnswer(request);
        return Task.FromResult(answer);
    }
}
