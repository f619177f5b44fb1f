namespace Farebox.Postgres.Reports;

/// <summary>What usage can be grouped by, and where the database has it. Nothing else ever becomes part of a statement.</summary>
public static class UsageDimensions
{
    private static readonly (string Name, string Sql)[] All =
    [
        ("account", "book.account"),
        ("team", "split_part(rollup.member, '/', 1)"),
        ("member", "split_part(rollup.member, '/', -1)"),
        ("meter", "rollup.meter"),
        ("model", "rollup.model"),
        ("source", "coalesce(grant_terms.source, rollup.grant_id)"),
        ("grant", "rollup.grant_id"),
        ("day", "rollup.day::text"),
        ("asset", "rollup.asset"),
    ];

    public static IEnumerable<string> Names => All.Select(dimension => dimension.Name);

    internal static string SqlOf(string name) => All.First(dimension => dimension.Name == name).Sql;
}
