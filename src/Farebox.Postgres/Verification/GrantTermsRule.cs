using Farebox.Ledger;
using Farebox.Time;
using Npgsql;

namespace Farebox.Postgres.Verification;

/// <summary>The terms that reports join to are those of the grants of the journal.</summary>
internal sealed class GrantTermsRule() : ReplayRule("I-31", "The stored terms of grants are those of their entries, one row per grant.")
{
    private const string Rows = """
        SELECT grant_id, source, asset, granted, basis_asset, basis_units, effective_at, expires_at FROM grant_terms WHERE book_id = $1 ORDER BY grant_id
        """;

    protected override void AtLast(ReplayedBook replayed)
    {
        var (head, grants) = (replayed.Head, replayed.Book.Grants);
        var seen = new HashSet<string>(StringComparer.Ordinal);
        using var command = new NpgsqlCommand(Rows, replayed.Connection);
        command.Parameters.Add(new NpgsqlParameter<long> { TypedValue = head.BookId });
        using var reader = command.ExecuteReader();
        while (reader.Read())
        {
            var id = reader.GetString(0);
            seen.Add(id);
            var found = TextOf(
                reader.GetString(1), reader.GetString(2), reader.GetInt64(3),
                reader.IsDBNull(4) ? null : reader.GetString(4), reader.IsDBNull(5) ? null : reader.GetInt64(5),
                InstantOf(reader, 6), InstantOf(reader, 7));
            var expected = grants.TryGetValue(id, out var grant) ? TextOf(grant.Terms) : "no such grant";
            if (expected != found) Fail(head.BookId, head.Seq, $"grant_terms of {id}", expected, found);
        }

        foreach (var grant in grants.Values.OrderBy(grant => grant.Terms.Id, StringComparer.Ordinal))
        {
            if (!seen.Contains(grant.Terms.Id)) Fail(head.BookId, head.Seq, $"grant_terms of {grant.Terms.Id}", TextOf(grant.Terms), "no row");
        }
    }

    private static string TextOf(GrantTerms terms) =>
        TextOf(terms.Source.Name(), terms.Asset.Code, terms.Units, terms.CostBasis?.Asset.Code, terms.CostBasis?.Units, terms.EffectiveAt, terms.ExpiresAt);

    private static string TextOf(
        string source, string asset, long granted, string? basisAsset, long? basisUnits, DateTimeOffset? effectiveAt, DateTimeOffset? expiresAt) =>
        $"{granted} {asset} {source}" + (basisAsset is null ? "" : $" for {basisUnits} {basisAsset}")
        + $" from {TextOf(effectiveAt)}" + (expiresAt is null ? "" : $" until {TextOf(expiresAt)}");

    private static string TextOf(DateTimeOffset? at) => at is { } instant ? Rfc3339.Format(instant) : "no time";

    private static DateTimeOffset? InstantOf(NpgsqlDataReader row, int column) =>
        row.IsDBNull(column) ? null : row.GetFieldValue<DateTimeOffset>(column);
}
