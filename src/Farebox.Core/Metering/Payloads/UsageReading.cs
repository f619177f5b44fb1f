using System.Collections.Immutable;

namespace Farebox.Metering.Payloads;

/// <summary>A vendor's usage object, read: how much of each class, and whether that adds up.</summary>
public sealed record UsageReading
{
    public required UsageFormat Format { get; init; }

    /// <summary>The model as the payload names it, when it is a whole answer and does.</summary>
    public string? Model { get; init; }

    /// <summary>One quantity per <see cref="UsageClass"/>, in its order, zero or more.</summary>
    public required ImmutableArray<decimal> Quantities { get; init; }

    public required ImmutableArray<UsageCheck> Checks { get; init; }

    public required ImmutableArray<UnmappedField> Unmapped { get; init; }

    public decimal this[UsageClass @class] => Quantities[(int)@class];

    public decimal InputTokens => Sum(UsageClasses.IsInput);

    public decimal OutputTokens => Sum(@class => UsageClasses.IsToken(@class) && !UsageClasses.IsInput(@class));

    public decimal TotalTokens => InputTokens + OutputTokens;

    /// <summary>Whether every whole is the sum of its parts. When not, the quantities are what the fields say and no more.</summary>
    public bool IsConsistent => Checks.All(check => check.Holds);

    /// <summary>The checks that do not hold, in one sentence.</summary>
    public string Inconsistencies => string.Join(" ", Checks.Where(check => !check.Holds).Select(check =>
        $"The payload says {check.Name} {Money.DecimalText.Format(check.Whole)}, and its parts come to {Money.DecimalText.Format(check.Parts)}."));

    private decimal Sum(Func<UsageClass, bool> isIn)
    {
        var sum = 0m;
        for (var i = 0; i < Quantities.Length; i++)
        {
            if (isIn((UsageClass)i)) sum += Quantities[i];
        }

        return sum;
    }
}

/// <summary>A reading, or why there is none: a code of <see cref="EventCodes"/> and a sentence.</summary>
public readonly record struct UsageParse(UsageReading? Reading, string? Code, string? Detail)
{
    public bool IsValid => Reading is not null;

    internal static UsageParse Failed(string code, string detail) => new(null, code, detail);
}
