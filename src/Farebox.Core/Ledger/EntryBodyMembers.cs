namespace Farebox.Ledger;

/// <summary>A member was moved below another, with everyone below it.</summary>
/// <param name="Id">The member.</param>
/// <param name="Parent">Whom it is below now; <see langword="null"/>: directly below the account.</param>
public sealed record MemberMoved(string Id, string? Parent) : EntryBody;
