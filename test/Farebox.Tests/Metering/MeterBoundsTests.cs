using System.Collections.Immutable;
using System.Text;
using Farebox.Metering;
using Farebox.Metering.Expressions;
using Most = Farebox.Metering.Meter;

namespace Farebox.Tests.Metering;

/// <summary>A meter that could measure nothing cannot be made, and the message names what is wrong with it.</summary>
public sealed class MeterBoundsTests
{
    private static readonly MeterComponent Tokens = new("tokens", "tokens");

    [Fact]
    public void What_a_meter_is_called_and_reads_has_bounds()
    {
        Refused("A meter's id is 1 to 128 of A-Z a-z 0-9 . _ : @ -", () => Meter(id: ""), () => Meter(id: "a b"), () => Meter(id: new('x', 129)));
        Refused("An event type is 1 to 255 printable ASCII characters.", () => Meter(type: ""), () => Meter(type: "a\n"));
        Refused("A shortfall is debt or reject.", () => new Meter("m", "t", Aggregation.Sum, [Tokens], onShortfall: (ShortfallPolicy)7));
        Refused("A count has no components of its own.", () => new Meter("m", "t", Aggregation.Count, [Tokens]));
        Refused("needs at least one component.", () => new Meter("m", "t", Aggregation.Sum, []));
        Refused($"A meter has at most {Most.ComponentsMax} components.", () => Of(Most.ComponentsMax + 1));
        Refused("Each component of a meter has a class of its own.", () => new Meter("m", "t", Aggregation.Sum, [Tokens, Tokens]));
        Assert.Equal(Most.ComponentsMax, Of(Most.ComponentsMax).Components.Length);
        Assert.Equal(128, Meter(id: new('x', 128)).Id.Length);
    }

    [Fact]
    public void What_a_component_is_called_has_bounds()
    {
        Refused("A component's class is 1 to 128 of A-Z a-z 0-9 . _ : @ -", () => new MeterComponent("", "f"), () => new MeterComponent("a b", "f"), () => new MeterComponent("", Twice()));
        Assert.NotEqual(new MeterComponent("a", "f"), new MeterComponent("b", "f"));
        Assert.NotEqual(new MeterComponent("a", "f"), new MeterComponent("a", "g"));
        Assert.NotEqual(new MeterComponent("a", "f"), new MeterComponent("a", "f", optional: true));
        Assert.NotEqual(new MeterComponent("a", Twice()), new MeterComponent("a", "x"));
        Assert.Equal(new MeterComponent("a", "f"), new MeterComponent("a", "f"));
        Assert.Equal(new MeterComponent("a", Twice()), new MeterComponent("a", Twice()));
        Assert.False(new MeterComponent("a", "f").Equals(null));
    }

    [Fact]
    public void A_filter_names_fields_and_values_in_moderation()
    {
        Refused($"A filter names at most {Most.FilterFieldsMax} fields.", () => Filtered([.. Names(Most.FilterFieldsMax + 1).Select(name => (name, new[] { "v" }))]));
        Refused($"A filter's field has 1 to {Most.FilterValuesMax} values.", () => Filtered(("f", [])), () => Filtered(("f", Names(Most.FilterValuesMax + 1))));
        Refused("A filter's value is a string.", () => Filtered(("f", ["v", null!])));
        Assert.Equal(Most.FilterFieldsMax, Filtered([.. Names(Most.FilterFieldsMax).Select(name => (name, Names(Most.FilterValuesMax)))]).Filter.Count);
    }

    [Fact]
    public void Filters_of_the_same_values_are_the_same()
    {
        Assert.True(Filtered(("f", ["a", "b"])).HasSameTerms(Filtered(("f", ["a", "b"]))));
        Assert.False(Filtered(("f", ["a", "b"])).HasSameTerms(Filtered(("f", ["a"]))));
        Assert.False(Filtered(("f", ["a", "b"])).HasSameTerms(Filtered(("g", ["a", "b"]))));
        Assert.False(Filtered(("f", ["a"])).HasSameTerms(Filtered(("f", ["a"]), ("g", ["a"]))));
    }

    [Fact]
    public void The_data_of_rows_has_as_many_fields_as_that_of_an_event()
    {
        Refused($"The data has at most {EventData.FieldsMax} fields.", () => new RowData([.. Names(EventData.FieldsMax + 1).Select(name => new[] { name })]));
        var most = new RowData([.. Names(EventData.FieldsMax).Select(name => new[] { name })]);
        var text = new string('x', 200);
        for (var i = 0; i < EventData.FieldsMax; i++) Assert.Null(most.Set(i, Encoding.UTF8.GetBytes($"{text}{i}")));

        for (var i = 0; i < EventData.FieldsMax; i++)
        {
            Assert.True(most.Data.TryGet(Encoding.UTF8.GetBytes($"n{i}"), out var field));
            Assert.Equal($"{text}{i}", Encoding.UTF8.GetString(field.Value));
        }
    }

    private static QuantityExpression Twice()
    {
        Assert.True(QuantityExpression.TryRead("2 * a", out var expression, out _));
        return expression;
    }

    private static Meter Meter(string id = "m", string type = "t") => new(id, type, Aggregation.Sum, [Tokens]);

    private static Meter Of(int components) => new("m", "t", Aggregation.Sum, [.. Names(components).Select(name => new MeterComponent(name, name))]);

    private static Meter Filtered(params (string Field, string[] Values)[] filter) =>
        new("m", "t", Aggregation.Sum, [Tokens], filter: filter.ToImmutableSortedDictionary(term => term.Field, term => term.Values.ToImmutableArray(), StringComparer.Ordinal));

    private static string[] Names(int count) => [.. Enumerable.Range(0, count).Select(i => $"n{i}")];

    private static void Refused(string message, params Func<object>[] makings) =>
        Assert.All(makings, making => Assert.Contains(message, Assert.ThrowsAny<ArgumentException>(making).Message, StringComparison.Ordinal));
}
