namespace Farebox.Rating;

/// <summary>Whether a card says what use costs the customer or what it costs us.</summary>
public enum CardKind
{
    /// <summary>The price list: what an account is charged.</summary>
    Rate,

    /// <summary>The upstream vendor's prices.</summary>
    Cost,
}
