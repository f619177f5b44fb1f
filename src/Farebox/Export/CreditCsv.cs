using Farebox.Charging;
using Farebox.Postgres.Reports;

namespace Farebox.Export;

/// <summary>A report on credit as a table: the groups that were asked for, then the parts in units and in value.</summary>
internal static class CreditCsv
{
    public static void Write(TextWriter text, CreditReport report, Catalog catalog)
    {
        var table = new CsvTable(text);
        table.Header([.. report.GroupBy, "asset", .. CreditSum.Parts, "basis_asset", .. CreditSum.Parts.Select(part => $"{part}_value")]);
        foreach (var row in report.Rows)
        {
            var figures = CreditFigures.Of(row, catalog);
            foreach (var key in row.Keys) table.Text(key);
            table.Text(row.Asset);
            foreach (var units in figures.Units) table.Number(units);
            table.Text(figures.BasisAsset);
            foreach (var value in figures.Values) table.Number(value);
            table.EndRow();
        }
    }
}
