namespace Farebox.Rating;

/// <summary>What a package that is only begun counts as.</summary>
public enum PackageRounding
{
    /// <summary>A whole one.</summary>
    Up,

    /// <summary>None.</summary>
    Down,

    /// <summary>A whole one from the half on.</summary>
    Nearest,
}
