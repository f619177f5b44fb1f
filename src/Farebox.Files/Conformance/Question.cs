using Farebox.Rating;

namespace Farebox.Files.Conformance;

/// <summary>What a case asks. The kinds are the records beside it.</summary>
internal abstract record Question
{
    /// <summary>Computes everything that can be asked of it; what is expected is compared with it by name.</summary>
    /// <exception cref="OverflowException">A number has more digits than a decimal.</exception>
    public abstract void Answer(Answer answer, Working working);
}
