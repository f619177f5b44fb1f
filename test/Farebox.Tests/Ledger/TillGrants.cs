using Farebox.Charging;
using Farebox.Ledger;
using Farebox.Time;

namespace Farebox.Tests.Ledger;

/// <summary>What a till does with grants that exist, in a line each.</summary>
internal static class TillGrants
{
    private const string Acme = "acme";

    public static Entry Reallocate(this Till till, string from, string id, string? owner, long? units = null) =>
        till.Do(Moving(from, id, new(MoveReason.Reallocation, Text(units), owner, null, false)));

    public static Entry Lend(this Till till, string from, string id, string owner, long units) => till.Do(Lending(from, id, owner, units));

    public static MoveUnits Lending(string from, string id, string owner, long units) => Moving(from, id, new(MoveReason.Loan, Text(units), owner, null, false));

    public static Entry Postpone(this Till till, string from, string id, DateTimeOffset? expiresAt, long? units = null) =>
        till.Do(Moving(from, id, new(MoveReason.Extension, Text(units), null, expiresAt, expiresAt is null)));

    public static MoveUnits Moving(string from, string id, UnitsMove move) => new(Till.Tenant, Acme, from, id, move);

    public static Entry Remove(this Till till, string grant, GrantRemoval removal, long? units = null) => till.Do(Removing(grant, removal, units));

    public static RemoveUnits Removing(string grant, GrantRemoval removal, long? units = null) => new(Till.Tenant, Acme, $"remove {grant} {removal} {units}", grant, removal, Text(units), null);

    public static Entry Pay(this Till till, string grant) => till.Do(new MarkPaid(Till.Tenant, Acme, grant, null));

    public static Entry Burn(this Till till, BurnOrder order) => till.Do(new SetBurnOrder(Till.Tenant, Acme, $"burn {order.Name}", Till.Credit, order));

    public static Entry Repeat(this Till till, string id, long units, CadenceSpan every, Func<ScheduleTerms, ScheduleTerms>? terms = null) => till.Do(Repeating(till, id, units, every, terms));

    public static SetUpSchedule Repeating(Till till, string id, long units, CadenceSpan every, Func<ScheduleTerms, ScheduleTerms>? terms = null)
    {
        var grant = new GrantTerms { Id = id, Asset = Till.Credit, Units = units, Source = GrantSource.Included, EffectiveAt = till.Now, Grace = TimeSpan.Zero };
        var usual = new ScheduleTerms { Grant = grant, Cadence = new(every, till.Now, TimeZoneInfo.Utc) };
        return new(Till.Tenant, Acme, terms is null ? usual : terms(usual), startsNow: false);
    }

    public static Entry Seats(this Till till, string schedule, int seats) => till.Do(new SetSeats(Till.Tenant, Acme, $"seats {schedule} {seats} {till.Entries.Count}", schedule, seats));

    public static Entry End(this Till till, string schedule, ScheduleLeftover leftover = ScheduleLeftover.Keep, DateTimeOffset? at = null) =>
        till.Do(new EndSchedule(Till.Tenant, Acme, $"end {schedule}", schedule, at, leftover));

    /// <summary>What every grant has left, as <c>id=units</c>, in the order in which they were opened.</summary>
    public static string Left(this Till till) => string.Join(' ', till.Book.Grants.Values.Select(grant => $"{grant.Terms.Id}={grant.Wallet.Balance}"));

    private static string? Text(long? units) => units is { } some ? $"{some}" : null;
}
