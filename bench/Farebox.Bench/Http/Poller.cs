using System.Runtime.InteropServices;

namespace Farebox.Bench.Http;

/// <summary>Waits for any of many sockets with one <c>poll</c> call; the framework's own asynchronous sockets would cost the server CPU we measure.</summary>
internal static partial class Poller
{
    public const short CanRead = 1;
    public const short CanWrite = 4;

    /// <summary>Returns when a socket is ready or the time is up.</summary>
    public static void Wait(Entry[] entries, int milliseconds)
    {
        // An interrupted wait is a wait that ended early; the caller looks at all sockets either way.
        _ = Poll(entries, (nuint)entries.Length, milliseconds);
    }

    [LibraryImport("libc", EntryPoint = "poll")]
    private static partial int Poll([In, Out] Entry[] entries, nuint count, int milliseconds);

    [StructLayout(LayoutKind.Sequential)]
    public struct Entry
    {
        public int Socket;
        public short Asked;
        public short Ready;
    }
}
