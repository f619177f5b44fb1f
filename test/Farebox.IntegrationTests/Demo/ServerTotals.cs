using System.Numerics;
using Farebox.Client;
using Farebox.Demo.Run;

namespace Farebox.IntegrationTests.Demo;

/// <summary>What the server said after the demo, under the names of the independent calculation.</summary>
internal static class ServerTotals
{
    public static DemoTotals Of(DemoFigures figures)
    {
        var totals = new DemoTotals();
        totals.Add("events", figures.Recorded + figures.Duplicates);
        foreach (var member in figures.Members) totals.Add($"refused of {member.Person.Name}", member.Refused.Count);
        AddMembers(totals, figures);
        AddGrants(totals, figures);
        AddReport(totals, figures.ByTeamAndModel);
        return totals;
    }

    /// <summary>A team's use is that of its people, so the leaves of the tree say everything.</summary>
    private static void AddMembers(DemoTotals totals, DemoFigures figures)
    {
        foreach (var member in figures.After.Members.Where(member => !member.Id.StartsWith("team-", StringComparison.Ordinal)))
            totals.Add($"credits of {member.Id}", Whole(member.Used.GetValueOrDefault("credit", "0"), 6));
    }

    private static void AddGrants(DemoTotals totals, DemoFigures figures)
    {
        foreach (var grant in figures.Wallet.Grants)
        {
            totals.Add($"available in {grant.Id}", Whole(grant.Available, 6));
            totals.Add($"spent of {grant.Id}", Whole(grant.Spent, 6));
            totals.Add($"expired of {grant.Id}", Whole(grant.Expired, 6));
        }
    }

    private static void AddReport(DemoTotals totals, UsageReport report)
    {
        foreach (var row in report.Rows)
        {
            totals.Add($"credits of {row.Team} on {row.Model}", Whole(row.Credits, 6));
            totals.Add($"upstream cost of {row.Team} on {row.Model}", Whole(row.UpstreamCost!, 9));
        }

        var total = Assert.Single(report.Total);
        totals.Add("tokens", Whole(total.Quantity, 0));
        totals.Add("upstream cost", Whole(total.UpstreamCost!, 9));
        totals.Add("value at cost basis", Whole(total.ValueAtCostBasis!, 9));
        totals.Add("margin", Whole(total.Margin!, 9));
    }

    /// <summary>A decimal string as a whole number of its smallest units; finer than those is a fault.</summary>
    private static BigInteger Whole(string amount, int scale)
    {
        var sign = amount.StartsWith('-') ? -1 : 1;
        var parts = amount.TrimStart('-').Split('.');
        var fraction = parts.Length == 2 ? parts[1] : "";
        Assert.True(fraction.TrimEnd('0').Length <= scale, $"{amount} is finer than {scale} decimals.");
        return sign * BigInteger.Parse(parts[0] + fraction.PadRight(scale, '0')[..scale], System.Globalization.CultureInfo.InvariantCulture);
    }
}
