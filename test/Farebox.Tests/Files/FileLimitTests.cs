using System.Text;
using Farebox.Files.Yaml;

namespace Farebox.Tests.Files;

/// <summary>What a file may not do to the program that reads it.</summary>
public sealed class FileLimitTests
{
    [Fact]
    public void A_byte_order_mark_says_nothing()
    {
        byte[] marked = [0xEF, 0xBB, 0xBF, .. Encoding.UTF8.GetBytes(FileSample.Good)];

        Assert.Empty(FileSample.Read(marked).Findings);
        Assert.Equal(["a.yaml:1:1: error: the bytes here are not UTF-8. Save the file as UTF-8."], FileSample.Errors(FileSample.Read(Encoding.Unicode.GetPreamble())));
    }

    [Theory]
    [InlineData("assets:\n  a\u00E9: {}\n", "iso-8859-1", "2:4")]
    [InlineData("\uFEFFassets:\n", "utf-16", "1:1")]
    public void Bytes_that_are_not_UTF8_are_found_where_they_are(string text, string encoding, string at) =>
        Assert.StartsWith($"a.yaml:{at}: error: the bytes here are not UTF-8", Assert.Single(FileSample.Errors(FileSample.Read(Encoding.GetEncoding(encoding).GetBytes(text)))), StringComparison.Ordinal);

    [Fact]
    public void A_file_that_is_too_long_is_not_read()
    {
        Assert.Contains("at most 4194304 are read", Assert.Single(FileSample.Errors(FileSample.Read(new byte[YamlSource.BytesMax + 1]))), StringComparison.Ordinal);
        Assert.Empty(FileSample.Read(FileSample.Good.PadRight(YamlSource.BytesMax)).Findings);
    }

    [Fact]
    public void A_small_file_that_unfolds_into_a_huge_one_is_refused()
    {
        var text = new StringBuilder("accounts:\n  l0: &l0 {members: {a: , b: , c: , d: , e: , f: , g: , h: , i: , j: }}\n");
        for (var i = 1; i < 9; i++)
        {
            var members = string.Join(", ", Enumerable.Range(0, 10).Select(member => $"m{member}: *l{i - 1}"));
            text.Append(System.Globalization.CultureInfo.InvariantCulture, $"  l{i}: &l{i} {{members: {{{members}}}}}\n");
        }

        Assert.Matches(@"^a\.yaml:\d+:\d+: error: with its aliases followed, the file has more than 500000 values", Assert.Single(FileSample.Errors(FileSample.Read(text.ToString()))));
    }

    [Fact]
    public void A_file_of_nothing_but_aliases_is_refused()
    {
        var text = "accounts:\n  a: &a {}\n" + string.Concat(Enumerable.Range(0, YamlComposer.AliasesMax + 1).Select(i => $"  a{i}: *a\n"));

        Assert.Contains("at most 10000 aliases", Assert.Single(FileSample.Errors(FileSample.Read(text))), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("[", "]")]
    [InlineData("{a: ", "}")]
    public void Values_are_not_nested_for_ever(string open, string close)
    {
        static string Nested(string open, string close, int depth) => string.Concat(Enumerable.Repeat(open, depth)) + string.Concat(Enumerable.Repeat(close, depth));

        Assert.Contains("nested more than 24 deep", Assert.Single(FileSample.Errors(FileSample.Read(Nested(open, close, 26)))), StringComparison.Ordinal);
        Assert.DoesNotContain(FileSample.Errors(FileSample.Read(Nested(open, close, 24))), error => error.Contains("nested", StringComparison.Ordinal));
        Assert.Contains("nested more than 24 deep", Assert.Single(FileSample.Errors(FileSample.Read(Nested(open, close, 100_000)))), StringComparison.Ordinal);
    }

    [Fact]
    public void A_message_shows_a_short_part_of_what_was_written() =>
        Assert.All(FileSample.Errors(FileSample.Read($"{new string('x', 1000)}: {{}}\n")), error => Assert.InRange(error.Length, 1, 250));
}
