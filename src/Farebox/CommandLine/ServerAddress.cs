namespace Farebox.CommandLine;

/// <summary>The server that a command talks to, and the key it shows: from the environment, so that no key stands in a process list.</summary>
internal sealed record ServerAddress(Uri Url, string Key)
{
    private const string DefaultUrl = "http://127.0.0.1:8080";

    /// <exception cref="CommandException">The address is none, or there is no key where one is needed.</exception>
    public static ServerAddress Read(bool needsKey = true)
    {
        var text = (Environment.GetEnvironmentVariable("FAREBOX_URL") is { Length: > 0 } set ? set : DefaultUrl).TrimEnd('/') + "/";
        if (!Uri.TryCreate(text, UriKind.Absolute, out var url) || url.Scheme is not ("http" or "https"))
            throw new CommandException($"FAREBOX_URL is the address of the server, for example {DefaultUrl}.");

        var key = Environment.GetEnvironmentVariable("FAREBOX_KEY") ?? "";
        if (key.Length == 0 && needsKey)
            throw new CommandException("Set FAREBOX_KEY to a key of the server; the server showed one at its first start, and farebox keys create makes another.");
        return new(url, key);
    }
}
