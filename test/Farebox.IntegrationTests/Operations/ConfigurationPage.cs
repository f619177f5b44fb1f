using Farebox.CommandLine;

namespace Farebox.IntegrationTests.Operations;

/// <summary>The reference page of settings against the table that a start reads.</summary>
internal static class ConfigurationPage
{
    public static IEnumerable<string> Violations(string page, IEnumerable<Setting> settings)
    {
        var rows = page.Split('\n')
            .Where(line => line.StartsWith("| `FAREBOX_", StringComparison.Ordinal))
            .Select(line => line.Trim('|', ' ').Split(" | "))
            .ToDictionary(cells => cells[0].Trim('`'), cells => cells);
        var known = settings.ToDictionary(setting => setting.Name);
        return
        [
            .. known.Keys.Except(rows.Keys).Select(name => $"{name} is not on the page"),
            .. rows.Keys.Except(known.Keys).Select(name => $"{name} is on the page and is no setting"),
            .. from setting in known.Values
               where rows.ContainsKey(setting.Name)
               let row = rows[setting.Name]
               where row is not [_, var @default, var values, { Length: > 0 }] || @default != setting.Default || values != setting.Values
               select $"{setting.Name}: the code says {setting.Default} | {setting.Values}",
        ];
    }
}
