namespace Farebox.Ledger.Conventions;

/// <summary>Whether credit may still pay at the very instant that is written as its expiry.</summary>
public enum ExpiryInstant
{
    /// <summary>No: it is the first instant at which it may not.</summary>
    Exclusive,

    /// <summary>Yes: it is the last instant at which it may.</summary>
    Inclusive,
}
