using System.Text;
using System.Text.Json;
using Farebox.Charging;
using Farebox.Ledger;
using Farebox.Metering;
using Farebox.Rating;
using Farebox.Tests.Ledger;
using Farebox.Tests.Metering;

namespace Farebox.Tests.Charging;

/// <summary>Which classes of an event stand in which of its charges when one asset pays for a part: credits first, dollars for the rest.</summary>
public sealed class PayWithPartTests
{
    [Fact]
    public void A_class_of_which_nothing_is_paid_for_is_not_in_the_charge() =>
        Assert.Equal(["credit 3: input 3", "USD 4: output 4"], Charges(Selling(3, new PackageCharge(1m, 1m), new PackageCharge(5m, 10m)), 3, 4));

    [Fact]
    public void A_class_that_was_reported_as_none_stands_with_the_rest() =>
        Assert.Equal(["credit 2: input 2", "USD 1: input 1 output 0"], Charges(Selling(2, new PackageCharge(1m, 1m)), 3, 0));

    [Fact]
    public void A_class_that_was_reported_as_none_before_others_stands_with_the_rest_too() =>
        Assert.Equal(["credit 2: output 2", "USD 1: input 0 output 1"], Charges(Selling(2, new PackageCharge(1m, 1m), new PackageCharge(1m, 1m)), 0, 3));

    [Fact]
    public void A_class_that_was_not_reported_stands_nowhere() =>
        Assert.Equal(["credit 2: input 2", "USD 1: input 1"], Charges(Selling(2, new PackageCharge(1m, 1m)), 3, null));

    [Fact]
    public void After_the_first_class_that_does_not_fit_no_other_is_tried() =>
        Assert.Equal(["credit 10: input 10", "USD 7: input 5 output 2"], Charges(Selling(7, new PackageCharge(5m, 10m)), 15, 2));

    private static Till Selling(long credits, ChargeModel input, ChargeModel? output = null)
    {
        var catalog = Catalog.Empty.WithAsset(Till.Credit, 1).WithAsset(Till.Dollar, 2)
            .WithMeter(new("llm", "llm", Aggregation.Sum, [new("input", "input"), new("output", "output", true)], []), 3)
            .WithCardVersion(CardKind.Rate, "credits", new(1, Till.Noon.AddYears(-1), Till.Credit, [Row("input", input), Row("output", output ?? new PerUnitCharge(1m))]), 4)
            .WithCardVersion(CardKind.Rate, "dollars", new(1, Till.Noon.AddYears(-1), Till.Dollar, [Row("input", new PerUnitCharge(1m)), Row("output", new PerUnitCharge(1m))]), 5);
        var till = new Till(catalog, "credits", "dollars");
        till.Grant("g", credits);
        return till;
    }

    private static CardRow Row(string @class, ChargeModel charge) => new("llm", @class, DimensionMatch.Everything, charge);

    private static string[] Charges(Till till, int input, int? output)
    {
        var data = output is null ? $"\"input\":{input}" : $"\"input\":{input},\"output\":{output}";
        var usage = Events.Good($$$"""{"specversion":"1.0","id":"e","source":"s","type":"llm","subject":"acme","time":"{{{Till.Noon:O}}}","data":{{{{data}}}}}""");
        return [.. till.Do(new RecordUsage(Till.Tenant, "acme", usage)).Usage().Charges.Select(charge => FormattableString.Invariant($"{charge.Asset!.Code} {charge.Quantity:0.######}: {Lines(charge)}"))];
    }

    private static string Lines(Charge charge)
    {
        using var evidence = JsonDocument.Parse(Encoding.UTF8.GetString(charge.Evidence.Span));
        return string.Join(' ', evidence.RootElement.GetProperty("lines").EnumerateArray().Select(line => FormattableString.Invariant($"{line[0].GetString()} {line[1].GetDecimal():0.######}")));
    }
}
