namespace Farebox.Tests.Rating.Terms;

/// <summary>What every model cannot do without is asked for by name, and what is written inside it is looked at just as closely.</summary>
public sealed class RequiredKeyTests
{
    private const string Dynamic = """{"model": "dynamic"}""";

    [Theory]
    [InlineData("""{"model": "flat"}""", "amount")]
    [InlineData("""{"model": "per_unit"}""", "unit_price")]
    [InlineData("""{"model": "package", "size": 1}""", "amount")]
    [InlineData("""{"model": "package", "amount": 1}""", "size")]
    [InlineData("""{"model": "graduated"}""", "tiers")]
    [InlineData("""{"model": "volume", "tiers": [{"up_to": 5}]}""", "tiers[0].unit_price")]
    [InlineData("""{"model": "graduated_percentage", "tiers": [{"up_to": 5}]}""", "tiers[0].percent")]
    [InlineData("""{"model": "percentage"}""", "percent")]
    [InlineData($$"""{"model": "allowance", "overage": {{Dynamic}}}""", "included")]
    [InlineData("""{"model": "allowance", "included": 1}""", "overage")]
    [InlineData($$"""{"model": "cliff", "below": {{Dynamic}}, "beyond": {{Dynamic}}}""", "above")]
    [InlineData($$"""{"model": "cliff", "above": 1, "beyond": {{Dynamic}}}""", "below")]
    [InlineData($$"""{"model": "cliff", "above": 1, "below": {{Dynamic}}}""", "beyond")]
    [InlineData("""{"model": "cost_plus"}""", "markup_percent")]
    [InlineData("""{"model": "stepped", "then": {"size": 1, "amount": 1}}""", "first")]
    [InlineData("""{"model": "stepped", "first": {"size": 1, "amount": 1}}""", "then")]
    [InlineData("""{"model": "stepped", "first": {"amount": 1}, "then": {"size": 1, "amount": 1}}""", "first.size")]
    [InlineData("""{"model": "stepped", "first": {"size": 1, "amount": 1}, "then": {"size": 1}}""", "then.amount")]
    [InlineData("""{"model": "capacity"}""", "tiers")]
    [InlineData("""{"model": "capacity", "tiers": [{"limits": {"a": 1}}]}""", "tiers[0].amount")]
    [InlineData("""{"model": "capacity", "tiers": [{"amount": 1}]}""", "tiers[0].limits")]
    [InlineData($$"""{"model": "time_of_day", "windows": [{"from": "09:00", "to": "10:00", "charge": {{Dynamic}}}]}""", "zone")]
    [InlineData("""{"model": "time_of_day", "zone": "UTC"}""", "windows")]
    [InlineData($$"""{"model": "time_of_day", "zone": "UTC", "windows": [{"to": "10:00", "charge": {{Dynamic}}}]}""", "windows[0].from")]
    [InlineData($$"""{"model": "time_of_day", "zone": "UTC", "windows": [{"from": "09:00", "charge": {{Dynamic}}}]}""", "windows[0].to")]
    [InlineData("""{"model": "time_of_day", "zone": "UTC", "windows": [{"from": "09:00", "to": "10:00"}]}""", "windows[0].charge")]
    public void A_key_that_is_missing_is_asked_for_once_and_by_its_place(string terms, string path)
    {
        var (charge, faults) = Written.Read(terms);

        Assert.Null(charge);
        Assert.Equal(path, Assert.Single(faults).Path);
        Assert.Equal($"'{path.Split('.', '[')[^1].TrimEnd(']')}' is missing.", Assert.Single(faults).Message);
    }

    [Theory]
    [InlineData("""{"model": "graduated", "tiers": [{"flat": 5}]}""", 3, 5)]
    [InlineData("""{"model": "graduated_percentage", "tiers": [{"flat": 5}]}""", 3, 5)]
    [InlineData("""{"model": "graduated", "tiers": [{"flat": 5, "unit_price": 2}]}""", 3, 11)]
    [InlineData("""{"model": "graduated_percentage", "tiers": [{"flat": 5, "percent": 200}]}""", 3, 11)]
    [InlineData("""{"model": "per_unit", "unit_price": 1000, "per": 1000000000}""", 1000000, 1)]
    [InlineData("""{"model": "dynamic", "discount_percent": 100}""", 3, 0)]
    [InlineData("""{"model": "dynamic", "line_decimals": 0}""", 3, 3)]
    [InlineData("""{"model": "dynamic", "line_decimals": 12}""", 3, 3)]
    [InlineData("""{"model": "dynamic", "billed": {"decimals": -1}}""", 13, 10)]
    [InlineData("""{"model": "dynamic", "billed": {"round": "down", "divide_by": 2}}""", 13, 6)]
    [InlineData("""{"model": "flat", "amount": 7, "flat_at_zero": true}""", 0, 7)]
    [InlineData("""{"model": "flat", "amount": 7, "flat_at_zero": false}""", 0, 0)]
    [InlineData("""{"model": "time_of_day", "zone": "UTC", "windows": [{"days": ["wed", "wed"], "from": "12:00", "to": "13:00", "charge": {"model": "dynamic"}}]}""", 3, 3)]
    public void What_may_be_left_out_or_stands_at_a_bound_is_read(string terms, int quantity, int price) =>
        Assert.Equal(price, Written.Charge(terms).Price(quantity, Some.Now with { Events = 1 }, null));

    [Fact]
    public void A_table_has_a_thousand_tiers_and_no_more()
    {
        Assert.NotNull(Written.Charge(Tiers(1000)));
        Assert.Equal(("tiers", "There are at most 1000 tiers."), Assert.Single(Written.Read(Tiers(1001)).Faults) is var fault ? (fault.Path, fault.Message) : default);

        static string Tiers(int count) => $$"""{"model": "graduated", "tiers": [{{string.Join(',', Enumerable.Range(1, count).Select(i => $$"""{"up_to": {{i}}, "unit_price": 1}"""))}}]}""";
    }

    [Theory]
    [InlineData("""{"model": "stepped", "first": {"size": 1, "amount": 1, "step": 1}, "then": {"size": 1, "amount": 1}}""", "first.step", "There is no key 'step' here")]
    [InlineData("""{"model": "capacity", "tiers": [{"limits": {"a": 1}, "amount": 1, "unit": 1}]}""", "tiers[0].unit", "There is no key 'unit' here")]
    [InlineData("""{"model": "capacity", "tiers": [{"limits": {"a": 1, "a": 2}, "amount": 1}]}""", "tiers[0].limits.a", "The key 'a' stands here twice.")]
    [InlineData("""{"model": "capacity", "tiers": [{"limits": {"a": -1}, "amount": 1}]}""", "tiers[0].limits.a", "'a' is zero or more.")]
    [InlineData("""{"model": "graduated", "tiers": [{"unit_price": 1, "price": 1}]}""", "tiers[0].price", "There is no key 'price' here")]
    [InlineData("""{"model": "dynamic", "billed": {"steps": 1}}""", "billed.steps", "did you mean 'step'?")]
    [InlineData("""{"model": "dynamic", "billed": 1}""", "billed", "'billed' is a map of keys and values.")]
    [InlineData("""{"model": "dynamic", "from": "July"}""", "from", "'July' is not a time such as 2026-07-01T00:00:00Z.")]
    [InlineData("""{"model": "dynamic", "from": "2026-07-01T00:00:00Z", "until": "2026-07-01T00:00:00Z"}""", "until", "'until' is later than 'from'.")]
    [InlineData("""{"model": "dynamic", "line_decimals": 13}""", "line_decimals", "'line_decimals' is a whole number from 0 to 12.")]
    [InlineData("""{"model": "dynamic", "billed": {"decimals": -13}}""", "billed.decimals", "'decimals' is a whole number from -12 to 12.")]
    [InlineData("""{"model": "flat", "amount": 1, "flat_at_zero": "yes"}""", "flat_at_zero", "'flat_at_zero' is true or false.")]
    [InlineData("""{"model": "graduated", "tiers": 1}""", "tiers", "'tiers' is a list.")]
    [InlineData("""{"model": "cliff", "above": 1, "counts": [["a"]], "below": {"model": "dynamic"}, "beyond": {"model": "dynamic"}}""", "counts", "'counts' is a list of names.")]
    [InlineData("""{"model": "time_of_day", "zone": "UTC", "windows": [{"days": ["monday"], "from": "09:00", "to": "10:00", "charge": {"model": "dynamic"}}]}""", "windows[0].days", "Days are sun, mon, tue, wed, thu, fri, sat.")]
    [InlineData("""{"model": "time_of_day", "zone": "UTC", "windows": [{"days": [], "from": "09:00", "to": "10:00", "charge": {"model": "dynamic"}}]}""", "windows[0].days", "There is at least one day.")]
    [InlineData("""{"model": "time_of_day", "zone": "UTC", "windows": [{"from": "9:00", "to": "10:00", "charge": {"model": "dynamic"}}]}""", "windows[0].from", "'9:00' is not a time of day such as 09:00; midnight is 00:00.")]
    [InlineData("""{"model": "time_of_day", "zone": "UTC", "windows": [{"day": 1, "from": "09:00", "to": "10:00", "charge": {"model": "dynamic"}}]}""", "windows[0].day", "did you mean 'days'?")]
    [InlineData("""{"model": "graduated", "bounds": "width", "tiers": [{"unit_price": 1}, {"up_to": 5, "unit_price": 1}]}""", "tiers", "Only the last tier has no end ('up_to: unlimited').")]
    [InlineData("""{"model": "graduated", "bounds": "width", "tiers": [{"up_to": 500000000000, "unit_price": 1}, {"up_to": 500000000000, "unit_price": 1}]}""", "tiers", "All widths together have at most 12 digits before the point.")]
    public void What_is_wrong_inside_is_said_where_it_stands(string terms, string path, string message)
    {
        var (charge, faults) = Written.Read(terms);

        Assert.Null(charge);
        Assert.Contains(message, Assert.Single(faults, fault => fault.Path == path).Message, StringComparison.Ordinal);
    }
}
