using Farebox.Ledger;
using Farebox.Tests.Architecture;
using Farebox.Time;

namespace Farebox.Tests.Ledger;

/// <summary>Every kind of entry that other ledgers have becomes one of ours, as the page says: its rows are played.</summary>
public sealed class LedgerImportTests
{
    private static readonly Dictionary<string, Func<Till, Entry>> Ours = new()
    {
        ["a grant"] = till => till.Grant("new", 5),
        ["a grant of source `adjustment`"] = till => Source(till, GrantSource.Adjustment),
        ["a grant of source `commit`"] = till => Source(till, GrantSource.Commit),
        ["a grant of source `postpaid`"] = till => Source(till, GrantSource.Postpaid),
        ["a grant of source `refund`"] = till => Source(till, GrantSource.Refund),
        ["an event"] = till => till.Use(5),
        ["a hold of what is to be voided"] = till => till.Hold("h", 5),
        ["a removal as `decrement`"] = till => till.Remove("g", GrantRemoval.Decrement, 5),
        ["a removal as `void`"] = till => till.Remove("g", GrantRemoval.Void, 5),
        ["a move, `extension`"] = till => till.Postpone("g", "longer", null),
        ["an expiry that falls due"] = till => Due(till, Till.Noon.AddDays(2)),
        ["a rollover that falls due"] = till => Due(till, Till.Noon.AddDays(1)),
        ["a renewal that falls due"] = till => Repeated(till).Entries[^1],
        ["other seats"] = till => Repeated(till).Seats("s", 3),
        ["fewer seats"] = till => Repeated(till).Seats("s", 1),
    };

    [Fact]
    public void Every_row_of_the_page_is_an_entry_of_ours_that_moves_as_it_says()
    {
        var rows = Rows();

        Assert.Equal(["Metronome", "Orb", "Zuora"], rows.Select(row => row[0]).Distinct().Order(StringComparer.Ordinal));
        foreach (var row in rows)
        {
            var entry = Ours[row[2]](Ready());
            Assert.Equal($"{row[1]}: {row[3]} {row[4]}", $"{row[1]}: `{entry.Kind.ToString().ToLowerInvariant()}` `{Moved(entry)}`");
        }
    }

    [Fact]
    public void Nothing_of_ours_is_there_without_a_row() => Assert.Equal(Ours.Keys.Order(StringComparer.Ordinal), Rows().Select(row => row[2]).Distinct().Order(StringComparer.Ordinal));

    [Theory]
    [InlineData("Orb", "increment decrement expiration_change credit_block_expiry void_initiated void amendment")]
    [InlineData("Zuora", "Prepayment Drawdown Adjustment Reversal Back")]
    [InlineData("Metronome", "segment_start initial_balance automated_invoice_deduction expiration rollover trueup manual seat_based_adjustment")]
    public void No_kind_that_the_system_documents_is_missing(string system, string kinds)
    {
        var names = string.Join(' ', Rows().Where(row => row[0] == system).Select(row => row[1]));
        Assert.All(kinds.Split(' '), kind => Assert.Contains(kind, names, StringComparison.Ordinal));
    }

    private static Till Ready()
    {
        var till = new Till();
        till.Grant("g", 50, terms => terms with { ExpiresAt = Till.Noon.AddDays(1), Rollover = new() { FractionParts = 500_000 } });
        return till;
    }

    private static Entry Source(Till till, GrantSource source) => till.Grant("new", 5, terms => terms with { Source = source });

    private static Entry Due(Till till, DateTimeOffset now)
    {
        till.Advance(now);
        return till.Entries[^1];
    }

    private static Till Repeated(Till till)
    {
        till.Repeat("s", 5, new(CadenceUnit.Day, 1), terms => terms with { Seats = 2, OnSeatsRemoved = SeatsRemoved.Prorated });
        till.Advance(till.Now);
        return till;
    }

    private static string Moved(Entry entry) => string.Join(", ", entry.Transfers.Select(transfer => $"{Kind(transfer.From)} → {Kind(transfer.To)}"));

    private static string Kind(LedgerAccount account) => account.Kind.ToString().ToLowerInvariant();

    private static string[][] Rows() =>
    [
        .. File.ReadAllLines(Path.Combine(Repository.Root, "docs/reference/ledger-imports.md"))
            .Where(line => line.StartsWith("| ", StringComparison.Ordinal) && !line.StartsWith("| ---", StringComparison.Ordinal))
            .Skip(1)
            .Select(line => line.Split('|', StringSplitOptions.TrimEntries)[1..^1]),
    ];
}
