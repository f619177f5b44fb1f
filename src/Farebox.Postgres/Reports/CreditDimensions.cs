namespace Farebox.Postgres.Reports;

/// <summary>What credit can be grouped by, and where the database has it. Nothing else ever becomes part of a statement.</summary>
public static class CreditDimensions
{
    private static readonly string[] Ages = ["expired", "0-30 days", "31-60 days", "61-90 days", "91-365 days", "over 365 days", "never"];

    private static readonly (string Name, string Sql)[] All =
    [
        ("account", "book.account"),
        ("source", "terms.source"),
        ("grant", "terms.grant_id"),
        ("expiry", """
            CASE WHEN terms.expires_at IS NULL THEN '6' WHEN terms.expires_at <= moment.at THEN '0' WHEN terms.expires_at <= moment.at + interval '30 days' THEN '1'
                 WHEN terms.expires_at <= moment.at + interval '60 days' THEN '2' WHEN terms.expires_at <= moment.at + interval '90 days' THEN '3'
                 WHEN terms.expires_at <= moment.at + interval '365 days' THEN '4' ELSE '5' END
            """),
        ("day", "move.day::text"),
    ];

    public static IEnumerable<string> Names => All.Select(dimension => dimension.Name);

    internal static string SqlOf(string name) => All.First(dimension => dimension.Name == name).Sql;

    /// <summary>A key as it is shown: how long until expiry is kept by number, so that rows come in its order.</summary>
    internal static string Shown(string name, string key) => name == "expiry" ? Ages[key[0] - '0'] : key;
}
