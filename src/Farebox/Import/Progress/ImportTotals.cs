using Farebox.Money;

namespace Farebox.Import.Progress;

/// <summary>What became of the rows, counted by status, and what was debited for them, exactly.</summary>
internal sealed class ImportTotals
{
    /// <summary>The status of a row that became no event; all others are the server's.</summary>
    public const string Unmapped = "unmapped";

    // An amount has at most twelve digits before and after the point, so 2^128 takes a hundred billion of the largest.
    private const int Places = DecimalText.FractionDigitsMax;
    private const decimal UnitsPerWhole = 1_000_000_000_000m;

    private readonly SortedDictionary<string, long> _rows = new(StringComparer.Ordinal);
    private readonly SortedDictionary<(string Status, string Asset), Int128> _debited = [];

    public IReadOnlyDictionary<string, long> Rows => _rows;

    /// <summary>In units of 10⁻¹². Those of <c>duplicate</c> were debited when the event came first.</summary>
    public IReadOnlyDictionary<(string Status, string Asset), Int128> Debited => _debited;

    public static string Format(Int128 debited) => DecimalText.Format(debited, Places);

    public long Count(string status) => _rows.GetValueOrDefault(status);

    public void Add(string status, long rows = 1) => _rows[status] = _rows.GetValueOrDefault(status) + rows;

    public void AddDebit(string status, string asset, decimal amount) => AddDebit(status, asset, (Int128)(amount * UnitsPerWhole));

    public void AddDebit(string status, string asset, Int128 units) =>
        _debited[(status, asset)] = _debited.GetValueOrDefault((status, asset)) + units;

    public void Add(ImportTotals other)
    {
        foreach (var (status, rows) in other._rows) Add(status, rows);
        foreach (var ((status, asset), units) in other._debited) AddDebit(status, asset, units);
    }

    public void Clear()
    {
        _rows.Clear();
        _debited.Clear();
    }
}
