namespace Farebox.Rating;

/// <summary>What use costs whose dimensions no row of a card takes.</summary>
public enum UnmatchedUse
{
    /// <summary>It has no price: it is kept, shown as unrated, and can be rated again.</summary>
    Unrated,

    /// <summary>Nothing.</summary>
    Unbilled,
}
