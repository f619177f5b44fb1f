using Farebox.Charging;
using Farebox.Time;

namespace Farebox.Postgres.Closing;

/// <summary>Which period of which account is to be closed.</summary>
/// <param name="TenantId">Whose it is.</param>
/// <param name="Account">The account.</param>
/// <param name="Period">A day, month or year.</param>
/// <param name="Grace">How long after its end late events still count in it.</param>
/// <param name="IsDryRun">Whether it is only shown what would be posted.</param>
/// <param name="Actor">Who asks.</param>
public sealed record CloseQuestion(int TenantId, string Account, CountingPeriod Period, TimeSpan Grace, bool IsDryRun, Actor? Actor);

/// <summary>How far a close is.</summary>
/// <param name="Doing">What it does, in words.</param>
/// <param name="Done">Of how many.</param>
/// <param name="Total">How many there are.</param>
public readonly record struct CloseProgress(string Doing, long Done, long Total);
