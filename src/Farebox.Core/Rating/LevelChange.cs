namespace Farebox.Rating;

/// <summary>A change of a level that is priced for part of the period only: a seat that is added or removed in its middle.</summary>
/// <param name="Change">By how much the level rises or falls; decides the tiers.</param>
/// <param name="Billed">The part of the change that is billed, for the rest of the period, with the same sign.</param>
public readonly record struct LevelChange(decimal Change, decimal Billed);
