namespace Farebox.Tests;

/// <summary>What a piece of code allocates on the thread that runs it.</summary>
/// <remarks>
/// The least of several runs: the run-time may allocate something of its own on any thread, once, for example when it compiles a method
/// anew. What the code allocates, it allocates every time.
/// </remarks>
internal static class Allocations
{
    private const int Runs = 5;

    public static long Of(Action code)
    {
        var least = long.MaxValue;
        for (var run = 0; run < Runs; run++)
        {
            var before = GC.GetAllocatedBytesForCurrentThread();
            code();
            least = Math.Min(least, GC.GetAllocatedBytesForCurrentThread() - before);
        }

        return least;
    }
}
