namespace Farebox.Bench;

/// <summary>The bench cannot go on, and its message says all there is to know.</summary>
public sealed class BenchException : Exception
{
    public BenchException(string message, Exception? cause = null)
        : base(message, cause)
    {
    }
}
