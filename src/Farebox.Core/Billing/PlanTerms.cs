using System.Collections.Immutable;
using Farebox.Rating;

namespace Farebox.Billing;

/// <summary>What a version of a plan costs, and what its use costs us.</summary>
public sealed record PlanTerms
{
    public ImmutableArray<RecurringFee> Fees { get; init; } = [];

    /// <summary>In the order of the bill's lines.</summary>
    public ImmutableArray<UsageCharge> Charges { get; init; } = [];

    /// <summary>The same for what the use costs us, in the plan's currency. Not on the bill; for the margin.</summary>
    public ImmutableArray<UsageCharge> Costs { get; init; } = [];

    public ImmutableArray<SharedAllowance> Allowances { get; init; } = [];

    /// <summary>Discounts, minimum and maximum of the whole bill; null for none. It prices an amount, not a quantity.</summary>
    public ChargeModel? Overall { get; init; }

    /// <summary>What in it contradicts itself, as a sentence; or nothing.</summary>
    public string? Fault()
    {
        if (Repeated(Fees.Select(fee => fee.Id).Concat(Charges.Select(charge => charge.Id))) is { } line) return $"Two lines of the bill are called '{line}'.";
        if (Repeated(Costs.Select(cost => cost.Id)) is { } twice) return $"Two costs are called '{twice}'.";
        if (Repeated(Allowances.Select(allowance => allowance.Id)) is { } id) return $"Two allowances are called '{id}'.";

        foreach (var allowance in Allowances)
        {
            foreach (var name in allowance.Charges.Append(allowance.ForEach).OfType<string>())
            {
                var charge = Charges.FirstOrDefault(charge => charge.Id == name);
                if (charge is null) return $"The allowance '{allowance.Id}' names the charge '{name}', and there is none.";
                if (charge.Per == PricedPer.Event) return $"The charge '{name}' is priced event by event, so the allowance '{allowance.Id}' cannot be used up by it.";
            }
        }

        var shared = Allowances.SelectMany(allowance => allowance.Charges);
        return Repeated(shared) is { } two ? $"Two allowances are used up by the charge '{two}'." : null;
    }

    private static string? Repeated(IEnumerable<string> names) =>
        names.GroupBy(name => name, StringComparer.Ordinal).FirstOrDefault(group => group.Skip(1).Any())?.Key;
}
