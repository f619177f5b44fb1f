namespace Farebox.Tests.Rating.Terms;

/// <summary>Terms of each model that are good, with a quantity and what it costs.</summary>
internal static class TermsExamples
{
    public static readonly (string Terms, string Quantity, string Price)[] All =
    [
        ("""{"model": "flat", "amount": "5"}""", "3", "5"),
        ("""{"model": "per_unit", "unit_price": "2.50", "per": 1000000}""", "1000", "0.0025"),
        ("""{"model": "package", "amount": "5", "size": 100, "free": 100}""", "201", "10"),
        ("""{"model": "graduated", "tiers": [{"up_to": 1000, "unit_price": "0.01"}, {"up_to": 10000, "unit_price": "0.008"}, {"unit_price": "0.005"}]}""", "15000", "107"),
        ("""{"model": "volume", "tiers": [{"up_to": 100, "unit_price": "10", "per": 10, "flat": "3"}, {"up_to": "unlimited", "flat": 7}]}""", "100", "103"),
        ("""{"model": "graduated", "bounds": "width", "beyond_last": "last_price", "tiers": [{"up_to": 1000, "amount": 1, "size": 100}, {"up_to": 100000, "amount": 1, "size": 1000}]}""", "5325", "15"),
        ("""{"model": "percentage", "percent": "2.9", "fixed": "0.30"}""", "100", "3.2"),
        ("""{"model": "graduated_percentage", "tiers": [{"up_to": 100, "percent": 2}, {"percent": "1"}]}""", "200", "3"),
        ("""{"model": "allowance", "included": 50, "overage": {"model": "per_unit", "unit_price": "0.99"}}""", "52", "1.98"),
        ("""{"model": "cliff", "above": 10, "below": {"model": "per_unit", "unit_price": 1}, "beyond": {"model": "per_unit", "unit_price": 2}}""", "11", "22"),
        ("""{"model": "cost_plus", "markup_percent": 20}""", "10", "12"),
        ("""{"model": "dynamic"}""", "10.5", "10.5"),
        ("""{"model": "stepped", "first": {"size": 1, "amount": "0.014"}, "then": {"size": 1, "amount": "0.001"}}""", "2", "0.015"),
        ("""{"model": "capacity", "tiers": [{"limits": {"hosts": 5}, "amount": "10"}, {"limits": {"hosts": "unlimited"}, "amount": "20"}]}""", "6", "20"),
        ("""{"model": "time_of_day", "zone": "UTC", "windows": [{"from": "11:00", "to": "13:00", "charge": {"model": "per_unit", "unit_price": 3}}]}""", "2", "6"),
        ("""{"model": "per_unit", "unit_price": "10", "billed": {"divide_by": 60, "round": "up"}}""", "150", "30"),
        ("""{"model": "per_unit", "unit_price": "1", "minimum": 20, "maximum": 30, "discount_amount": 5, "discount_percent": 50}""", "85", "30"),
    ];
}
