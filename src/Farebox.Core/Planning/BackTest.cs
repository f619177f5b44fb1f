using System.Collections.Immutable;
using Farebox.Billing;
using Farebox.Money;

namespace Farebox.Planning;

/// <summary>The same history on two plans: who would pay more and who less, and what becomes of revenue and margin.</summary>
/// <remarks>Compares bills and prices nothing itself, so it says what billing would have done.</remarks>
public sealed record BackTest
{
    private BackTest(Asset currency, ImmutableArray<AccountChange> accounts) => (Currency, Accounts) = (currency, accounts);

    public Asset Currency { get; }

    /// <summary>Those who lose most first, then by account.</summary>
    public ImmutableArray<AccountChange> Accounts { get; }

    public decimal RevenueBefore => Accounts.Sum(account => account.Before.Amount);

    public decimal RevenueAfter => Accounts.Sum(account => account.After.Amount);

    /// <summary>Null where the plan that is in force does not say what everything costs.</summary>
    public decimal? MarginBefore => Sum(Accounts.Select(account => account.Before.Margin));

    /// <summary>Null where the plan that is tried does not say what everything costs.</summary>
    public decimal? MarginAfter => Sum(Accounts.Select(account => account.After.Margin));

    public int Winners => Accounts.Count(account => account.Wins);

    public int Losers => Accounts.Count(account => account.Loses);

    public int Incomparable => Accounts.Count(account => !account.IsComparable);

    /// <summary>Whether bills of the two plans can be compared at all: unlike units never are.</summary>
    public static bool CanCompare(Plan before, Plan after)
    {
        ArgumentNullException.ThrowIfNull(before);
        ArgumentNullException.ThrowIfNull(after);
        return before.Currency.Code == after.Currency.Code && before.Currency.Kind == after.Currency.Kind;
    }

    /// <param name="before">The history on the plan that is in force.</param>
    /// <param name="after">The same history on the plan that is tried.</param>
    /// <exception cref="ArgumentException">The two plans are in different currencies.</exception>
    public static BackTest Of(BillRun before, BillRun after)
    {
        ArgumentNullException.ThrowIfNull(before);
        ArgumentNullException.ThrowIfNull(after);
        if (!CanCompare(before.Plan, after.Plan))
            throw new ArgumentException($"The plans are in {before.Plan.Currency.Code} and {after.Plan.Currency.Code}, which are not compared.", nameof(after));

        var (first, second) = (Outcomes(before), Outcomes(after));
        var accounts = first.Keys.Union(second.Keys, StringComparer.Ordinal)
            .Select(account => new AccountChange(account, first.GetValueOrDefault(account, Nothing), second.GetValueOrDefault(account, Nothing)))
            .OrderByDescending(change => change.Change)
            .ThenBy(change => change.Account, StringComparer.Ordinal);
        return new(before.Plan.Currency, [.. accounts]);
    }

    private static AccountOutcome Nothing => new(0m, 0m, 0);

    private static Dictionary<string, AccountOutcome> Outcomes(BillRun run)
    {
        var outcomes = new Dictionary<string, AccountOutcome>(StringComparer.Ordinal);
        foreach (var bill in run.Bills())
        {
            var known = outcomes.GetValueOrDefault(bill.Account, Nothing);
            var cost = known.Cost is { } sum && bill.Cost is { } more ? Exact.Add(sum, more) : (decimal?)null;
            outcomes[bill.Account] = new(Exact.Add(known.Amount, bill.Total), cost, known.UnratedEvents + bill.Unrated.Sum(unrated => unrated.Events));
        }

        return outcomes;
    }

    private static decimal? Sum(IEnumerable<decimal?> amounts) =>
        amounts.Aggregate((decimal?)0m, (sum, amount) => sum is { } known && amount is { } more ? Exact.Add(known, more) : null);
}
