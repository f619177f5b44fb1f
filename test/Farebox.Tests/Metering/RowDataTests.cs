using System.Text;
using Farebox.Metering;

namespace Farebox.Tests.Metering;

/// <summary>Data of rows reads like data of events.</summary>
public sealed class RowDataTests
{
    private readonly RowData _row = new([["model"], ["usage", "input"], ["usage", "details", "cached"]]);

    [Fact]
    public void A_field_is_found_by_its_path_and_a_cell_that_is_empty_is_missing()
    {
        Set(0, "large");
        Set(1, "12.5");
        Set(2, "");

        Assert.Equal("large", Text("model"));
        Assert.Equal("12.5", Text("usage.input"));
        Assert.Null(Text("usage.details.cached"));
        Assert.Null(Text("usage.output"));
    }

    [Fact]
    public void A_row_leaves_nothing_for_the_next()
    {
        Set(0, new string('x', 4000));
        Set(1, "1");
        _row.Clear();
        Set(1, "2");

        Assert.Null(Text("model"));
        Assert.Equal("2", Text("usage.input"));
    }

    [Fact]
    public void Values_that_outgrow_the_room_there_was_keep_what_was_set_before()
    {
        Set(0, "large");
        Set(1, new string('9', 3000));

        Assert.Equal("large", Text("model"));
    }

    [Theory]
    [InlineData("a\u202Eb")]
    [InlineData("a\u0007b")]
    public void What_an_event_may_not_hold_a_row_may_not_either(string text) =>
        Assert.Equal(EventCodes.InvalidCharacter, _row.Set(0, Encoding.UTF8.GetBytes(text))!.Value.Code);

    [Fact]
    public void A_meter_measures_a_row_as_it_does_an_event()
    {
        var meter = new Meter("llm", "llm.request", Aggregation.Sum, [new("input", "usage.input"), new("cached", "usage.details.cached", optional: true)], ["model"]);
        Set(0, "large");
        Set(1, "12.5");
        var quantities = new decimal[2];
        var present = new bool[2];

        Assert.Null(meter.Measure(_row.Data, quantities, present, out var dimensions));
        Assert.Equal((12.5m, true, false, "large"), (quantities[0], present[0], present[1], dimensions[0]));
        Assert.True(meter.Matches("llm.request", _row.Data));
        Assert.False(meter.Matches("other", _row.Data));
    }

    private void Set(int field, string text) => Assert.Null(_row.Set(field, Encoding.UTF8.GetBytes(text)));

    private string? Text(string path) =>
        _row.Data.TryGet(Encoding.UTF8.GetBytes(path), out var field) && field.Kind != EventFieldKind.Null ? Encoding.UTF8.GetString(field.Value) : null;
}
