namespace Farebox.Rating;

/// <summary>Whether a card says what use costs the customer, what it costs us, or what one asset is worth in another.</summary>
public enum CardKind
{
    /// <summary>The price list: what an account is charged.</summary>
    Rate,

    /// <summary>The upstream vendor's prices.</summary>
    Cost,

    /// <summary>What giving an asset comes to in the card's: its rows name the asset that is given where others name a meter.</summary>
    Exchange,
}

/// <summary>The names of the kinds of card, on the wire and where they are stored.</summary>
public static class CardKinds
{
    /// <summary>In the order of <see cref="CardKind"/>.</summary>
    public static IReadOnlyList<string> All { get; } = ["rate", "cost", "exchange"];

    public static string Name(this CardKind kind) => All[(int)kind];

    /// <summary>Reads a name; ordinal, no aliases.</summary>
    public static bool TryParse(string? name, out CardKind kind)
    {
        for (var i = 0; i < All.Count; i++)
        {
            if (All[i] != name) continue;
            kind = (CardKind)i;
            return true;
        }

        kind = default;
        return false;
    }
}
