using Farebox.Time;

namespace Farebox.Billing;

/// <summary>Which part of a history is billed, and as of when.</summary>
/// <param name="From">The first instant; null: from its beginning.</param>
/// <param name="To">The first instant that is not billed any more; null: to its end.</param>
/// <param name="AsOf">What was known when, for versions that were revoked later. Null: all that is known.</param>
public sealed record BillSpan(DateTimeOffset? From = null, DateTimeOffset? To = null, DateTimeOffset? AsOf = null)
{
    public bool Contains(DateTimeOffset instant) => (From is null || instant >= From) && (To is null || instant < To);
}

/// <summary>Bills a history by a plan: events come one at a time and in any order, and are not kept.</summary>
/// <remarks>
/// What is kept is one state for each account, period, charge, group and row that was used; it does not grow with the events. Not safe for
/// several threads. An event that is a repetition must be kept out before.
/// </remarks>
public sealed class BillRun(Plan plan, BillSpan span)
{
    private readonly UsageRater _rater = new();
    private readonly UnratedTally _unplaced = new();
    private readonly Dictionary<string, AccountStatements> _accounts = new(StringComparer.Ordinal);

    public Plan Plan => plan;

    /// <summary>Events outside the span that is billed.</summary>
    public long OutsideEvents { get; private set; }

    /// <summary>What has no price and is in no period, by reason.</summary>
    public IEnumerable<UnratedUsage> Unplaced => _unplaced.Listed();

    public void Add(in UsageRow row)
    {
        if (row.OccurredAt is not { } at)
        {
            Refuse("time_missing", "The event does not say when it happened.", row.Number);
        }
        else if (!span.Contains(at))
        {
            OutsideEvents++;
        }
        else
        {
            var statement = StatementOf(row.Account, at);
            if (plan.At(at, span.AsOf) is { } version) _rater.Rate(version, row, statement);
            else statement.Unrated.Add("version_missing", "The plan has no version in force at the time of the event.", row.Number);
        }
    }

    /// <summary>Counts an event that could not even be read.</summary>
    public void Refuse(string code, string detail, long row) => _unplaced.Add(code, detail, row);

    /// <summary>Bills an account even where it used nothing; its fees are due.</summary>
    public void Open(string account)
    {
        _accounts.TryAdd(account, new());
    }

    /// <summary>One bill per account and period, by account and then by time.</summary>
    /// <remarks>
    /// Periods run from the first that has events to the last, those without any between them included; with both ends of the span given,
    /// all periods of the span.
    /// </remarks>
    public IEnumerable<Bill> Bills()
    {
        foreach (var (account, statements) in _accounts.OrderBy(pair => pair.Key, StringComparer.Ordinal))
        {
            Statement? before = null;
            foreach (var period in PeriodsOf(statements.ByStart))
            {
                var statement = statements.ByStart.GetValueOrDefault(period.Start) ?? New(account, period);
                if (before is not null) statement.CarryFrom(before);
                before = statement;
                yield return BillMaker.Make(plan, statement);
            }
        }
    }

    private IEnumerable<Period> PeriodsOf(SortedDictionary<DateTimeOffset, Statement> statements)
    {
        var isWhole = span is { From: not null, To: not null };
        if (!isWhole && statements.Count == 0) yield break;

        var period = isWhole ? plan.Cycle.PeriodOf(span.From!.Value) : statements.Values.First().Period;
        var end = isWhole ? span.To!.Value : statements.Values.Last().Period.End;
        for (; period.Start < end; period = plan.Cycle.After(period)) yield return period;
    }

    // Terms that are not tied to an event are those in force when the period begins, or as soon as there are any.
    private PlanVersion? VersionOf(Period period)
    {
        if (plan.At(period.Start, span.AsOf) is { } version) return version;
        return plan.Versions
            .Select(first => plan.At(first.EffectiveFrom, span.AsOf))
            .Where(first => first is not null && period.Contains(first.EffectiveFrom))
            .MinBy(first => first!.EffectiveFrom);
    }

    private Statement New(string account, Period period) => new(account, period, plan.Cycle.Zone, VersionOf(period));

    private Statement StatementOf(string account, DateTimeOffset at)
    {
        if (!_accounts.TryGetValue(account, out var statements)) _accounts.Add(account, statements = new());
        if (statements.Last is { } last && last.Period.Contains(at)) return last;

        var period = plan.Cycle.PeriodOf(at);
        if (!statements.ByStart.TryGetValue(period.Start, out var statement)) statements.ByStart.Add(period.Start, statement = New(account, period));
        return statements.Last = statement;
    }

    /// <summary>The bills of one account. Its events mostly come in the order of time, so the one that was asked for last is mostly the one.</summary>
    private sealed class AccountStatements
    {
        public SortedDictionary<DateTimeOffset, Statement> ByStart { get; } = [];

        public Statement? Last { get; set; }
    }
}
