namespace Farebox.Ledger;

/// <summary>Where running counts stand: those of a book, or of a moment of it.</summary>
public interface ICounters
{
    /// <summary>Where one stands; at nothing when it was never moved.</summary>
    Counter CounterOf(in CounterKey key);
}
