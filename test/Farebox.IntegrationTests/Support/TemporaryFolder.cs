using System.Diagnostics;

namespace Farebox.IntegrationTests.Support;

/// <summary>Data folders that go away with the test run, also when it is killed.</summary>
internal static class TemporaryFolder
{
    // A shell of its own session waits for this process to end, then ends the server in the folder and removes both.
    // The test host is killed a moment after its last test, so nothing inside this process can be relied on to do it.
    private const string WatchAndRemove = """
        exec </dev/null >/dev/null 2>&1
        is_alive() { readlink "/proc/$1/exe"; }
        while is_alive "$1"; do sleep 1; done
        pid=$(sed -n 1p "$2/postgres/postmaster.pid")
        socket=$(sed -n 5p "$2/postgres/postmaster.pid")
        if [ -n "$pid" ]; then
            kill -QUIT "$pid"
            while is_alive "$pid"; do sleep 0.1; done
        fi
        rm -rf "$2"
        case "$socket" in */farebox-*) rm -rf "$socket" ;; esac
        """;

    /// <summary>A new folder for one private server. Directly in /tmp, where every account may enter.</summary>
    public static string Create()
    {
        var folder = $"/tmp/farebox-test-{Guid.CreateVersion7():N}";
        using var watcher = Process.Start("setsid", ["sh", "-c", WatchAndRemove, "sh", $"{Environment.ProcessId}", folder]);
        return folder;
    }
}
