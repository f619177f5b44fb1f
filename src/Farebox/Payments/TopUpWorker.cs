using System.Security.Cryptography;
using System.Text;
using Farebox.Charging;
using Farebox.Money;
using Farebox.Postgres.Journal;
using Farebox.Postgres.Notices;
using Farebox.Postgres.Workers;

namespace Farebox.Payments;

/// <summary>Asks for the money of purchases, and says in their books how it ended. Any number of servers may do so.</summary>
/// <remarks>
/// No transaction is open while a provider is asked. Whoever dies after the money has moved is followed by another who asks under the same
/// key, is told the same, and grants once: the grant has the purchase's identity.
/// </remarks>
internal sealed class TopUpWorker : IAsyncDisposable
{
    private const int AtOnceMax = 16;
    private const int NoteLengthMax = 255;
    private static readonly TimeSpan WaitMin = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan WaitMax = TimeSpan.FromHours(1);

    private readonly TopUpLeases _leases;
    private readonly IPayments _payments;
    private readonly TopUpWorkerOptions _options;
    private readonly Rounds _rounds;

    public TopUpWorker(TopUpLeases leases, IPayments payments, TopUpWorkerOptions options)
    {
        (_leases, _payments, _options) = (leases, payments, options);
        _rounds = new(Pace.Every(options.Interval), failure => options.OnFault("Looking for payments to ask for failed", failure), PayAllAsync);
        _rounds.Start();
    }

    /// <summary>What tells a payment from every other, over all tenants and accounts. It has no full stop and no space, so any provider takes it.</summary>
    public static string KeyOf(int tenantId, string account, string topUp)
    {
        var hash = SHA256.HashData(Encoding.UTF8.GetBytes(FormattableString.Invariant($"top-up {tenantId} {account} {topUp}")));
        return $"farebox_{Convert.ToHexStringLower(hash.AsSpan(0, 16))}";
    }

    /// <summary>Asks for nothing more, and stops.</summary>
    public ValueTask DisposeAsync() => _rounds.DisposeAsync();

    private async Task PayAllAsync(CancellationToken cancellationToken)
    {
        while (await _leases.LeaseAsync(AtOnceMax, _options.Lease, cancellationToken) is { Count: > 0 } leased)
            await Task.WhenAll(leased.Select(topUp => PayAsync(topUp, cancellationToken)));
    }

    private async Task PayAsync(LeasedTopUp topUp, CancellationToken stopping)
    {
        try
        {
            await EndAsync(topUp, await AskAsync(topUp, stopping), stopping);
        }
        catch (OperationCanceledException) when (stopping.IsCancellationRequested)
        {
            // Whether the money moved is unknown: it is asked again under the same key when the lease ends.
        }
        catch (Exception failure)
        {
            _options.OnFault("Asking for a payment failed", failure);
            await PutOffAsync(topUp, WaitAfter(topUp.Tries));
        }
    }

    private async Task<PaymentAnswer> AskAsync(LeasedTopUp topUp, CancellationToken stopping)
    {
        var assets = await _options.LoadCatalog(topUp.TenantId, stopping);
        var request = new PaymentRequest(
            KeyOf(topUp.TenantId, topUp.Account, topUp.Id), topUp.IsSandbox, topUp.Account, topUp.Id,
            Amount.FromUnits(assets.FindAsset(topUp.PriceAsset)!, topUp.PriceUnits), Amount.FromUnits(assets.FindAsset(topUp.Asset)!, topUp.Units));

        // A provider that does not answer before the lease ends would be asked by two.
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(stopping);
        patience.CancelAfter(_options.Lease / 2);
        return await _payments.PayAsync(request, patience.Token).WaitAsync(patience.Token);
    }

    private async Task EndAsync(LeasedTopUp topUp, PaymentAnswer answer, CancellationToken stopping)
    {
        if (answer is PaymentPending pending)
        {
            await PutOffAsync(topUp, pending.AskAgainAfter);
            return;
        }

        var (isPaid, note) = answer is PaymentMade made ? (true, made.Reference) : (false, ((PaymentRefused)answer).Reason);
        var settle = new SettleTopUp(topUp.TenantId, topUp.Account, topUp.Id, isPaid, Bounded(note)) { Actor = new("payments", "") };
        var submission = new Submission(settle);
        if (_options.TrySubmit(submission)) await submission.Completion.WaitAsync(stopping);

        // What was decided has left the queue; whatever else came of it is asked and said again.
        if (settle.Outcome is not Decided) await PutOffAsync(topUp, WaitMin);
    }

    /// <summary>What a provider says is somebody else's text: kept short, and without what misleads the eye.</summary>
    private static string Bounded(string note)
    {
        var plain = string.Concat(note.Where(character => character is >= ' ' and < '\x7F'));
        return plain.Length <= NoteLengthMax ? plain : plain[..NoteLengthMax];
    }

    private async Task PutOffAsync(LeasedTopUp topUp, TimeSpan wait)
    {
        try
        {
            await _leases.PutOffAsync(topUp, wait, CancellationToken.None);
        }
        catch (Exception failure)
        {
            // Its lease ends by itself.
            _options.OnFault("Putting a payment off failed", failure);
        }
    }

    private static TimeSpan WaitAfter(int tries)
    {
        var wait = WaitMin * Math.Min(1 << Math.Min(tries - 1, 10), 1024);
        return wait < WaitMax ? wait : WaitMax;
    }
}

/// <summary>How a worker goes about payments.</summary>
internal sealed record TopUpWorkerOptions
{
    /// <summary>How often it looks while nothing is due.</summary>
    public TimeSpan Interval { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>For how long a purchase is its own; a provider is waited for half as long.</summary>
    public TimeSpan Lease { get; init; } = TimeSpan.FromSeconds(60);

    /// <summary>Hands what became known to the books.</summary>
    public Func<Submission, bool> TrySubmit { get; init; } = static _ => false;

    /// <summary>Finds the assets of a tenant.</summary>
    public Func<int, CancellationToken, Task<Catalog>> LoadCatalog { get; init; } = static (_, _) => Task.FromResult(Catalog.Empty);

    /// <summary>Hears what went wrong on this side; it is tried again.</summary>
    public Action<string, Exception> OnFault { get; init; } = static (_, _) => { };
}
