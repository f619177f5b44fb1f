using System.Collections.Immutable;
using Farebox.Money;

namespace Farebox.Billing;

/// <summary>A quantity of a period that costs nothing, of one charge or shared by several. What is unused is lost.</summary>
/// <remarks>
/// It is used up in the order in which the version lists the charges, in each by its groups in the order of their values, in each by the
/// classes of the meter. Where what it is used up by is priced bucket by bucket, it is a quantity of every bucket.
/// </remarks>
public sealed record SharedAllowance
{
    /// <param name="included">Zero or more, in the unit that the charges count.</param>
    /// <param name="forEach">A charge whose quantity it is multiplied with: five hosts bring five times as much. Null: it is what it is.</param>
    /// <param name="charges">At least one, each once.</param>
    /// <exception cref="ArgumentException">A term is outside these bounds.</exception>
    public SharedAllowance(string id, decimal included, string? forEach, ImmutableArray<string> charges)
    {
        ArgumentException.ThrowIfNullOrEmpty(id);
        if (included < 0m) throw new ArgumentException($"An allowance is zero or more, and not {DecimalText.Format(included)}.", nameof(included));
        if (charges.IsDefaultOrEmpty) throw new ArgumentException("An allowance names at least one charge.", nameof(charges));
        if (charges.Distinct(StringComparer.Ordinal).Count() != charges.Length) throw new ArgumentException("An allowance names each charge once.", nameof(charges));
        if (forEach is not null && charges.Contains(forEach)) throw new ArgumentException("The charge that an allowance grows with is not one that uses it up.", nameof(forEach));

        (Id, Included, ForEach, Charges) = (id, included, forEach, charges);
    }

    public string Id { get; }

    public decimal Included { get; }

    public string? ForEach { get; }

    public ImmutableArray<string> Charges { get; }
}
