using Farebox.Money;

namespace Farebox.Payments;

/// <summary>Whoever takes money. One method, so that any provider fits behind it.</summary>
public interface IPayments
{
    /// <summary>Asks for a payment, or asks again what became of it: the same key is the same payment, however often it is asked for.</summary>
    /// <returns>What is known. Whatever is thrown counts as unknown, and the same is asked again.</returns>
    Task<PaymentAnswer> PayAsync(PaymentRequest request, CancellationToken cancellationToken);
}

/// <summary>A payment that is asked for.</summary>
/// <param name="Key">Tells it from every other payment; to be given to the provider as its idempotency key.</param>
/// <param name="IsSandbox">Whether no real money may move.</param>
/// <param name="Account">Whose money.</param>
/// <param name="TopUp">The purchase it pays for.</param>
/// <param name="Charge">How much.</param>
/// <param name="Credit">What is bought.</param>
public sealed record PaymentRequest(string Key, bool IsSandbox, string Account, string TopUp, Amount Charge, Amount Credit);

/// <summary>What is known of a payment. The cases are the records of this file.</summary>
public abstract record PaymentAnswer
{
    private protected PaymentAnswer() { }
}

/// <summary>It was made.</summary>
/// <param name="Reference">How the provider calls it.</param>
public sealed record PaymentMade(string Reference) : PaymentAnswer;

/// <summary>It will not be made.</summary>
/// <param name="Reason">A word for why.</param>
public sealed record PaymentRefused(string Reason) : PaymentAnswer;

/// <summary>Nobody knows yet.</summary>
/// <param name="AskAgainAfter">When there may be something to know; whoever is told sooner says so by the API.</param>
public sealed record PaymentPending(TimeSpan AskAgainAfter) : PaymentAnswer;
