using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace Farebox.Postgres.Migrations;

/// <summary>One numbered script of this program: <c>NNNN_name.sql</c>.</summary>
internal sealed record Migration(int Version, string Name, string Sql)
{
    /// <summary>SHA-256 of the script; line endings do not count, because a checkout may change them.</summary>
    public string Checksum { get; } = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(Sql.ReplaceLineEndings("\n"))));

    /// <summary>The program's scripts in order. Numbers run from 1 without a gap, so a count is a version.</summary>
    public static IReadOnlyList<Migration> All { get; } = ReadAll();

    private static List<Migration> ReadAll()
    {
        const string prefix = "Farebox.Postgres.Migrations.";

        var assembly = typeof(Migration).Assembly;
        var all = new List<Migration>();
        foreach (var resource in assembly.GetManifestResourceNames().Order(StringComparer.Ordinal))
        {
            if (!resource.StartsWith(prefix, StringComparison.Ordinal) || !resource.EndsWith(".sql", StringComparison.Ordinal)) continue;

            var file = resource[prefix.Length..^".sql".Length];
            var version = int.Parse(file.AsSpan(0, 4), CultureInfo.InvariantCulture);
            if (version != all.Count + 1) throw new InvalidOperationException($"Migration {all.Count + 1} is missing before {file}.");

            using var reader = new StreamReader(assembly.GetManifestResourceStream(resource)!);
            all.Add(new(version, file[5..], reader.ReadToEnd()));
        }

        return all;
    }
}
