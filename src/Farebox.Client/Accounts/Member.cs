namespace Farebox.Client;

/// <summary>Somebody or something inside an account that uses it. Members form a tree; ids are unique in the account.</summary>
public sealed record Member
{
    public required string Id { get; init; }

    public string? Parent { get; init; }

    /// <summary>The ids from the root of the tree, joined by <c>/</c>. Answered, never sent.</summary>
    public string? Path { get; init; }
}
