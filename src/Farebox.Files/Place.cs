namespace Farebox.Files;

/// <summary>Where something stands. Lines and columns are counted from 1, as editors do.</summary>
/// <param name="File">The path as the caller named it.</param>
public sealed record Place(string File, int Line, int Column)
{
    public override string ToString() => $"{File}:{Line}:{Column}";
}

/// <summary>Something that was read, and where it stands.</summary>
public sealed record Placed<T>(T Value, Place Place);
