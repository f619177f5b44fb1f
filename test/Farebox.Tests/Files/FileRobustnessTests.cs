using System.Text;
using Farebox.Files;
using Farebox.Tests.Architecture;

namespace Farebox.Tests.Files;

/// <summary>Whatever a file holds, it is read or refused with a place in it; nothing else comes of it.</summary>
public sealed class FileRobustnessTests
{
    private static readonly string[] Bits =
    [
        ":", "-", "- ", "{", "}", "[", "]", ",", "#", "&a", "*a", "!", "!!map", "|", ">", "'", "\"", "%", "@", "`", "?", "? ", "~", "<<: *a", "---\n", "...\n",
        "\n", "\t", " ", "  ", "0", "1e9", "-1", ".5", "null", "true", "2026-01-01T00:00:00Z", "\\x00", "\u00E9", "\u2028", "\U0001F600", "%YAML 1.1\n", "999999999999999999999999",
    ];

    private static string Whole => string.Concat(
        Directory.GetFiles(Path.Combine(Repository.Root, "samples/pricing")).Order(StringComparer.Ordinal).Select(File.ReadAllText));

    [Fact]
    public void A_file_with_anything_changed_anywhere_is_read_or_refused()
    {
        var random = new Random(20260701);
        var refused = 0;
        for (var run = 0; run < 3_000; run++)
        {
            var text = new StringBuilder(Whole);
            for (var change = random.Next(1, 4); change > 0; change--)
            {
                var at = random.Next(text.Length);
                if (random.Next(3) == 0) text.Remove(at, Math.Min(random.Next(1, 12), text.Length - at));
                else text.Insert(at, Bits[random.Next(Bits.Length)]);
            }

            refused += Check(Encoding.UTF8.GetBytes(text.ToString())) ? 1 : 0;
        }

        // It must be able to fail, and must not fail always.
        Assert.InRange(refused, 1_000, 2_950);
    }

    [Fact]
    public void Bytes_that_mean_nothing_are_refused()
    {
        var random = new Random(7);
        for (var run = 0; run < 1_000; run++)
        {
            var bytes = new byte[random.Next(0, 64)];
            random.NextBytes(bytes);
            if (run % 2 == 0) for (var i = 0; i < bytes.Length; i++) bytes[i] = (byte)(bytes[i] % 96 + 32);
            Assert.True(Check(bytes), Convert.ToHexString(bytes));
        }
    }

    private static PricingFolder Read(byte[] bytes)
    {
        try
        {
            return FileSample.Read(bytes);
        }
        catch (Exception bug)
        {
            throw new InvalidOperationException($"{bug.GetType().Name} at {bug.StackTrace?.Split('\n').FirstOrDefault()} for:\n{Encoding.UTF8.GetString(bytes)}", bug);
        }
    }

    // Whether it was refused. Every finding stands in the file.
    private static bool Check(byte[] bytes)
    {
        var folder = Read(bytes);
        var lines = Encoding.UTF8.GetString(bytes).Split('\n');
        foreach (var finding in folder.Findings)
        {
            Assert.InRange(finding.Place.Line, 1, lines.Length + 1);
            Assert.InRange(finding.Place.Column, 1, Math.Max(bytes.Length, 1) + 1);
            Assert.True(finding.Text.Length is > 0 and < 1_000, finding.Text);
        }

        return !folder.IsValid;
    }
}
