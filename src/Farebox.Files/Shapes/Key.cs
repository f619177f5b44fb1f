namespace Farebox.Files.Shapes;

/// <summary>A key that a map may have.</summary>
/// <param name="About">What it means, in a sentence; shown by editors.</param>
internal sealed record Key(string Name, Shape Value, string About, bool IsRequired = false);
