namespace Farebox.Metering.Payloads;

/// <summary>Whether what the vendor calls the whole is what its parts come to. Neither is ever changed to fit the other.</summary>
/// <param name="Name">Which whole: <c>input</c>, <c>output</c>, <c>total</c> or a part of these.</param>
public readonly record struct UsageCheck(string Name, decimal Whole, decimal Parts)
{
    public bool Holds => Whole == Parts;
}
