namespace Farebox.Payments;

/// <summary>Pays for sandbox tenants at once and with nothing, so that a whole year can be tried in a minute; live tenants are served by another.</summary>
/// <remarks>An account with <c>declined</c> in its id is refused, and one with <c>pending</c> in it has to wait for somebody to say.</remarks>
internal sealed class TestPayments(IPayments live) : IPayments
{
    public Task<PaymentAnswer> PayAsync(PaymentRequest request, CancellationToken cancellationToken)
    {
        if (!request.IsSandbox || request.Account.Contains("pending", StringComparison.Ordinal)) return live.PayAsync(request, cancellationToken);
        return Task.FromResult<PaymentAnswer>(request.Account.Contains("declined", StringComparison.Ordinal) ? new PaymentRefused("declined") : new PaymentMade($"test_{request.Key}"));
    }
}
