using System.Text;
using Farebox.Import;
using Farebox.Import.Mapping;

namespace Farebox.IntegrationTests.Import;

/// <summary>Rows in, events out.</summary>
public sealed class ImportMapTests
{
    private readonly ImportFolder _folder = new();

    [Fact]
    public void Columns_constants_and_templates_become_an_event()
    {
        var file = _folder.Write("usage.csv", "when,customer,team,model,in,out\n2026-07-01 12:00:00.5,acme,,\"large, \"\"new\"\"\",1850,0.50\n");
        var map = ImportFolder.MapOf(
            ("type", "llm.request"), ("subject", "{customer}"), ("member", "{team}"), ("time", "{when}"), ("time_offset", "+02:00"),
            ("data.model", "{model}"), ("data.tag", "{{{customer}}}-{#row}"), ("number.usage.input", "{in}"), ("number.usage.output", "{out}"));

        Assert.Equal(
            """{"specversion":"1.0","id":"row-1","source":"/import/usage","type":"llm.request","subject":"acme","time":"2026-07-01T10:00:00.5Z","data":{"model":"large, \u0022new\u0022","tag":"{acme}-1","usage":{"input":1850,"output":0.50}}}""",
            Assert.Single(ImportFolder.Try(file, map).FirstEvents));
    }

    [Fact]
    public void Members_of_JSON_lines_are_named_by_their_path()
    {
        var file = _folder.Write("log.jsonl", """
            {"user":{"id":"acme"},"usage":{"in":12,"out":null},"ok":true}
            {"user":{"id":{"deep":1}}}
            [1]
            {"user"
            """);
        var map = ImportFolder.MapOf(
            ("type", "t"), ("subject", "{user.id}"), ("number.in", "{usage.in}"), ("number.out", "{usage.out}"), ("data.ok", "{ok}"), ("data.none", "{no.such}"));

        var run = ImportFolder.Try(file, map);

        Assert.Equal(
            """{"specversion":"1.0","id":"row-1","source":"/import/log","type":"t","subject":"acme","data":{"in":12,"ok":"true"}}""",
            Assert.Single(run.FirstEvents));
        Assert.Equal(["invalid_type 2", "malformed_json 1"], run.Faults.Select(fault => $"{fault.Key} {fault.Value.Rows}"));
    }

    [Theory]
    [InlineData("0", "2026-07-01T00:00:00Z")]
    [InlineData("86399.846", "2026-07-01T23:59:59.846Z")]
    [InlineData("0.1234567", "2026-07-01T00:00:00.123456Z")]
    [InlineData("-1", "2026-06-30T23:59:59Z")]
    public void Seconds_count_from_the_base(string seconds, string time)
    {
        var map = ImportFolder.MapOf(("type", "t"), ("subject", "a"), ("time_base", "2026-07-01T00:00:00Z"), ("time_seconds", "{s}"));

        var run = ImportFolder.Try(_folder.Write("s.csv", $"s\n{seconds}\n"), map);

        Assert.Contains($"\"time\":\"{time}\"", Assert.Single(run.FirstEvents), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("2026-07-01T12:00:00", "invalid_timestamp")]
    [InlineData("1.7.2026 12:00", "invalid_timestamp")]
    [InlineData("1782864000", "invalid_timestamp")]
    public void No_time_zone_and_no_date_format_is_guessed(string time, string code)
    {
        var map = ImportFolder.MapOf(("type", "t"), ("subject", "a"), ("time", "{when}"));

        Assert.Equal(code, Assert.Single(ImportFolder.Try(_folder.Write("t.csv", $"when\n{time}\n"), map).Faults).Key);
    }

    [Theory]
    [InlineData("1,234.56")]
    [InlineData("1.234,56")]
    [InlineData("1e5")]
    [InlineData("007")]
    [InlineData("+1")]
    [InlineData(" 1")]
    [InlineData("NaN")]
    public void No_other_way_to_write_a_number_is_guessed(string number)
    {
        var map = ImportFolder.MapOf(("type", "t"), ("subject", "a"), ("number.n", "{n}"));

        Assert.Equal("invalid_number", Assert.Single(ImportFolder.Try(_folder.Write("n.csv", $"n\n\"{number}\"\n"), map).Faults).Key);
    }

    [Theory]
    [InlineData("", "is empty")]
    [InlineData("a,b,a\n", "Two columns are called \"a\"")]
    [InlineData("a,,b\n", "Column 2 has no name")]
    [InlineData("b,c\n1,2\n", "no column \"a\"")]
    [InlineData("a;b\n1;2\n", "no column \"a\"")]
    public void A_header_that_does_not_fit_is_refused(string text, string expected) =>
        Refused(expected, () => ImportFolder.Try(_folder.Write("h.csv", text), ImportFolder.MapOf(("type", "t"), ("subject", "{a}"))));

    [Fact]
    public void A_byte_order_mark_blank_lines_and_another_delimiter_are_taken()
    {
        var run = ImportFolder.Try(_folder.Write("d.csv", "\uFEFFa;b\r\n\r\n1;\"x\ny\"\r\n2;z"), ImportFolder.MapOf(("type", "t"), ("subject", "{a}"), ("data.b", "{b}")), ';');

        Assert.Equal(2, run.Rows);
        Assert.Contains("\"subject\":\"1\",\"data\":{\"b\":\"x\\ny\"}", run.FirstEvents[0], StringComparison.Ordinal);
    }

    [Fact]
    public void A_row_that_is_broken_or_not_UTF8_spoils_no_other()
    {
        var file = _folder.Write("b.csv", "");
        File.WriteAllBytes(file, [.. Encoding.UTF8.GetBytes("a,b\n1,x\"y\n2,"), 0xFF, .. Encoding.UTF8.GetBytes("\n3\n4,5,6\n5,ok\n")]);

        var run = ImportFolder.Try(file, ImportFolder.MapOf(("type", "t"), ("subject", "{a}")));

        Assert.Equal(5, run.Rows);
        Assert.Equal(["invalid_row 3", "invalid_utf8 1"], run.Faults.Select(fault => $"{fault.Key} {fault.Value.Rows}"));
        Assert.Contains("\"subject\":\"5\"", Assert.Single(run.FirstEvents), StringComparison.Ordinal);
    }

    [Fact]
    public void A_quote_that_is_never_closed_does_not_swallow_the_file()
    {
        var file = _folder.Write("q.csv", "a\n1\n\"" + new string('x', 3 << 20));

        Refused("line 3", () => ImportFolder.Try(file, ImportFolder.MapOf(("type", "t"), ("subject", "{a}"))));
    }

    [Theory]
    [InlineData("subject: {a}", "m.yaml:1:10 subject is one template")]
    [InlineData("type: t\nsubjekt: a", "m.yaml:2:10 An event has no field \"subjekt\"")]
    [InlineData("type: [t]", "m.yaml:1:7 type is one template, not a list")]
    [InlineData("type: 'open", "m.yaml:1:")]
    [InlineData("- type", "is not one map")]
    [InlineData("type: 'a}'", "m.yaml:1:7 In \"a}\" a brace closes nothing")]
    [InlineData("data: {x: '{#line}'}", "\"{#line}\" is not known")]
    [InlineData("data: {x: a, x.y: b}", "cannot have a value \"x.y\" and one inside it")]
    public void A_map_that_is_none_is_refused_with_its_place(string yaml, string expected) =>
        Refused(expected, () => MapFile.Read(_folder.Write("m.yaml", yaml), new()));

    [Theory]
    [InlineData("type", "lacks subject")]
    [InlineData("subject", "lacks type")]
    [InlineData("type subject time_seconds", "map both")]
    [InlineData("type subject time_offset", "map time too")]
    public void A_map_that_is_not_whole_is_refused(string fields, string expected)
    {
        var map = new ImportMap();
        foreach (var name in fields.Split(' ')) map.Set(name, "x");

        Refused(expected, map.Check);
    }

    [Fact]
    public void A_constant_that_is_called_like_a_column_is_doubted()
    {
        var file = _folder.Write("c.csv", "client\nacme\n");

        Assert.Contains("write {client}", Assert.Single(ImportFolder.Try(file, ImportFolder.MapOf(("type", "t"), ("subject", "client"))).Doubts), StringComparison.Ordinal);
        Assert.Empty(ImportFolder.Try(file, ImportFolder.MapOf(("type", "t"), ("subject", "{client}"))).Doubts);
    }

    private static void Refused(string expected, Action act) => Assert.Contains(expected, Assert.Throws<ImportException>(act).Message, StringComparison.Ordinal);
}
