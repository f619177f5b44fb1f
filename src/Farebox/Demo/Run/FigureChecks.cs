using Farebox.Demo.Plan;

namespace Farebox.Demo.Run;

/// <summary>What must be true of the figures before anybody is shown them. A demo that shows wrong numbers is worse than none.</summary>
internal static class FigureChecks
{
    /// <summary>Empty when all is well; else one sentence for each thing that is not.</summary>
    public static IReadOnlyList<string> Of(DemoFigures figures, int requests) =>
    [
        .. EveryRequestIsAnswered(figures, requests),
        .. OnlyTheLimitsRefused(figures),
        .. ThePoolSufficed(figures),
        .. TheReportsAgreeWithTheAnswers(figures),
    ];

    private static IEnumerable<string> EveryRequestIsAnswered(DemoFigures figures, int requests)
    {
        var answered = figures.Recorded + figures.Duplicates + figures.Refused;
        if (answered != requests) yield return $"{requests} requests were made and {answered} were answered.";
        if (figures.After.OpenHolds != 0) yield return $"{figures.After.OpenHolds} holds are still open.";
    }

    private static IEnumerable<string> OnlyTheLimitsRefused(DemoFigures figures) =>
        from member in figures.Members
        from refused in member.Refused
        where refused.Code != "limit_exceeded" || !Company.Limits.ContainsKey(member.Person.Name)
        select $"Row {refused.Row} of {member.Person.Name} was refused with {refused.Code}: {refused.Detail}";

    private static IEnumerable<string> ThePoolSufficed(DemoFigures figures)
    {
        if (Number.Of(figures.Wallet.Debt) != 0) yield return $"The pool is {figures.Wallet.Debt} credits in debt.";
        if (Number.Of(figures.Wallet.Held) != 0) yield return $"{figures.Wallet.Held} credits are still held.";
    }

    private static IEnumerable<string> TheReportsAgreeWithTheAnswers(DemoFigures figures)
    {
        var answered = figures.Members.Sum(member => member.Debited);
        var spent = Number.Of(figures.Wallet.Spent);
        if (spent != answered) yield return $"The answers debited {answered} credits and the grants spent {spent}.";

        foreach (var (name, report) in new[] { ("team and model", figures.ByTeamAndModel), ("source", figures.BySource) })
        {
            var reported = report.Rows.Sum(row => Number.Of(row.Credits));
            if (reported != answered) yield return $"The answers debited {answered} credits and the report by {name} says {reported}.";
        }
    }
}
