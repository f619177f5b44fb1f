namespace Farebox.Charging;

/// <summary>Moves a member below another, with everyone below it.</summary>
public sealed class MoveMember(int tenantId, string account, string key, string id, string? parent)
    : Command(tenantId, account, Identity.OfKey(tenantId, account, key), Identity.OfContent("move", id, parent))
{
    /// <summary>The member.</summary>
    public string Id { get; } = id;

    /// <summary>Whom it is to be below; <see langword="null"/>: directly below the account.</summary>
    public string? Parent { get; } = parent;
}
