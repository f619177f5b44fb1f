using Farebox.Rating;
using Farebox.Rating.Conventions;
using Farebox.Rating.Terms;

namespace Farebox.Tests.Rating.Terms;

/// <summary>Whatever stands where a value belongs: the reader answers with a charge or with faults, never with an exception.</summary>
public sealed class ChargeReaderRobustnessTests
{
    private static readonly TermsNode[] Odd =
    [
        .. new[]
        {
            "", " ", "-1", "-0", "0", "1e3", "+5", "0.000000000001", "0.0000000000001", "99", "101", "50000000000", "999999999.999999999999", "999999999999.999999999999",
            "1000000000000", "unlimited", "null", "true", "up", "width", "event", "mirror", "2026-07-01", "2026-07-01T00:00:00Z", "24:00", "UTC", "\0", "\ud800", "graduated",
        }.Select(text => new TermsText(text)),
        new TermsList([]), new TermsList([new TermsText("a"), new TermsText("a")]), new TermsMap([]), TermsMap.Of(("model", new TermsText("dynamic"))),
    ];

    public static TheoryData<string> Examples => [.. TermsExamples.All.Select(example => example.Terms)];

    [Theory]
    [MemberData(nameof(Examples))]
    public void An_odd_value_anywhere_is_read_or_a_fault(string terms) =>
        Assert.All(Odd.SelectMany(odd => Changed(Written.Node(terms), odd)), Check);

    [Theory]
    [MemberData(nameof(Examples))]
    public void So_is_a_key_that_is_put_on_with_an_odd_value(string terms)
    {
        string[] keys = ["billed", "free", "free_units", "line_decimals", "discount_amount", "discount_percent", "minimum", "maximum", "from", "until", "negative", "bounds", "per"];
        string[] inside = ["multiply_by", "divide_by", "round", "decimals", "minimum", "step", "scope"];
        var entries = ((TermsMap)Written.Node(terms)).Entries;
        var given = Odd.SelectMany(odd => keys.Select(key => (key, odd)).Concat(inside.Select(key => ("billed", (TermsNode)TermsMap.Of((key, odd))))));

        Assert.All(given, added => Check(new TermsMap([.. entries.Where(entry => entry.Key != added.Item1), KeyValuePair.Create(added.Item1, added.Item2)])));
    }

    [Fact]
    public void The_odd_values_make_both_faults_and_charges()
    {
        var read = Odd.Select(odd => Read(TermsMap.Of(("model", new TermsText("flat")), ("amount", odd)))).ToArray();

        Assert.True(Array.Exists(read, charge => charge is null));
        Assert.True(Array.Exists(read, charge => charge is FlatCharge { Amount: 99m }));
    }

    private static void Check(TermsNode node)
    {
        if (Read(node) is not { } charge) return;

        Assert.Equal(charge, Read(ChargeWriter.Write(charge)));
        foreach (var quantity in new[] { -3m, 0m, 0.000001m, 1000m })
        {
            var context = Some.Now with { Before = 7m, EventsBefore = 1, GrossBefore = 7m };
            // What does not fit is the caller's to refuse; anything else would be ours.
            var failure = Record.Exception(() => charge.Refuses(quantity, context) is null ? charge.Price(quantity, context, new()) : 0m);
            Assert.True(failure is null or OverflowException, $"{failure}");
        }
    }

    private static ChargeModel? Read(TermsNode node)
    {
        var faults = new List<TermsFault>();
        var charge = ChargeReader.Read(node, ConventionPreset.Farebox, faults);
        Assert.Equal(charge is null, faults.Count > 0);
        return charge;
    }

    // The node with one of its values replaced, once for each of them.
    private static IEnumerable<TermsNode> Changed(TermsNode node, TermsNode odd)
    {
        yield return odd;
        if (node is TermsMap map)
        {
            for (var i = 0; i < map.Entries.Length; i++)
            {
                foreach (var value in Changed(map.Entries[i].Value, odd)) yield return new TermsMap(map.Entries.SetItem(i, new(map.Entries[i].Key, value)));
            }
        }
        else if (node is TermsList list)
        {
            for (var i = 0; i < list.Items.Length; i++)
            {
                foreach (var value in Changed(list.Items[i], odd)) yield return new TermsList(list.Items.SetItem(i, value));
            }
        }
    }
}
