using Spectre.Console;

namespace Farebox.CommandLine;

/// <summary><c>farebox health [live|ready]</c>: asks the server on this machine, for probes that can run a program but not ask by HTTP. 0 is well.</summary>
internal static class HealthCommand
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(4);

    /// <exception cref="CommandException">It is asked neither about <c>live</c> nor about <c>ready</c>.</exception>
    public static async Task<int> RunAsync(IAnsiConsole console, string[] arguments, CancellationToken stop)
    {
        if (arguments is not ([] or ["live" or "ready"])) throw new CommandException("farebox health [live|ready]   asks the server at FAREBOX_URLS; without a word, ready");

        var address = new Uri(Reachable(Settings.Read().Urls.Split(';')[0]));
        using var http = new HttpClient(new SocketsHttpHandler { UseProxy = false }) { Timeout = Patience };
        try
        {
            using var answer = await http.GetAsync(new Uri(address, $"/health/{arguments.FirstOrDefault() ?? "ready"}"), stop);
            console.Profile.Out.Writer.WriteLine(await answer.Content.ReadAsStringAsync(stop));
            return answer.IsSuccessStatusCode ? 0 : 1;
        }
        catch (Exception failure) when (failure is HttpRequestException or TaskCanceledException && !stop.IsCancellationRequested)
        {
            throw new CommandException($"No server answers at {address}. Start one with: farebox up");
        }
    }

    // What a server listens on is not always an address that one can go to.
    private static string Reachable(string url) => url.Replace("://0.0.0.0", "://127.0.0.1", StringComparison.Ordinal)
        .Replace("://[::]", "://[::1]", StringComparison.Ordinal)
        .Replace("://*", "://127.0.0.1", StringComparison.Ordinal)
        .Replace("://+", "://127.0.0.1", StringComparison.Ordinal);
}
