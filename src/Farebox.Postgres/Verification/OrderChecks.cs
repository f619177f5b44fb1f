namespace Farebox.Postgres.Verification;

/// <summary>The order and the identity of entries.</summary>
internal static class OrderChecks
{
    public static readonly SqlCheck Gapless = new("I-19", "The entries of a book are numbered 1, 2, 3 … without a gap, up to the number the book names.", """
        SELECT book_id, seq, subject, expected, found FROM (
            SELECT book_id, place AS seq, 'the order of entries' AS subject, 'entry ' || place AS expected, 'entry ' || seq AS found
            FROM (SELECT book_id, seq, row_number() OVER (PARTITION BY book_id ORDER BY seq) AS place FROM entry) e WHERE seq <> place
            UNION ALL
            SELECT book_id, coalesce(e.seq, b.seq), 'the book', coalesce('last entry ' || e.seq, 'no entry'), coalesce('last entry ' || b.seq, 'no such book')
            FROM book b FULL JOIN (SELECT book_id, max(seq) AS seq FROM entry GROUP BY book_id) e USING (book_id)
            WHERE b.book_id IS NULL OR b.seq <> coalesce(e.seq, 0)
        ) b ORDER BY book_id, seq LIMIT 1
        """);

    public static readonly SqlCheck Keyed = new("I-23", "Every entry has one identity, which no other entry of its book has; no event body is without its entry.", """
        SELECT book_id, seq, subject, expected, found FROM (
            SELECT book_id, max(seq) AS seq, 'identity ' || key16 AS subject, 'one entry' AS expected, count(*) || ' entries' AS found
            FROM entry GROUP BY book_id, key16 HAVING count(*) > 1
            UNION ALL
            SELECT b.book_id, b.seq, 'event body', 'an event recorded ' || b.recorded_at, 'no such entry'
            FROM event_body b LEFT JOIN entry e ON e.book_id = b.book_id AND e.seq = b.seq AND e.kind IN (5, 13) AND e.recorded_at = b.recorded_at
            WHERE e.book_id IS NULL
            UNION ALL
            SELECT book_id, seq, 'event body', 'one', count(*)::text FROM event_body GROUP BY book_id, seq HAVING count(*) > 1
        ) b ORDER BY book_id, seq LIMIT 1
        """);
}
