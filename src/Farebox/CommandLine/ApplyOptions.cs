namespace Farebox.CommandLine;

/// <summary>How <c>farebox apply</c> was called.</summary>
internal sealed record ApplyOptions(string Folder, Uri Url, string Key, bool Yes, bool DryRun)
{
    public const string Usage = "farebox apply DIR [--url URL] [--key KEY] [--yes] [--dry-run]";

    private const string DefaultUrl = "http://127.0.0.1:8080";

    private static readonly string[] Flags = ["--yes", "--dry-run"];

    /// <exception cref="CommandException">An option is not known, lacks its value or is no address; or there is no key.</exception>
    public static ApplyOptions Read(string[] arguments)
    {
        if (arguments is not [var folder, .. var rest] || folder.StartsWith('-')) throw new CommandException($"{Usage}: the folder of the price files comes first.");

        var options = new Options([.. rest.Except(Flags)], "--url", "--key");
        var url = options["--url"] ?? Variable("FAREBOX_URL") ?? DefaultUrl;
        if (!Uri.TryCreate(url.TrimEnd('/') + "/", UriKind.Absolute, out var address) || address.Scheme is not ("http" or "https"))
            throw new CommandException($"{url} is no address. Write one such as {DefaultUrl}.");

        var key = options["--key"] ?? Variable("FAREBOX_KEY") ?? throw new CommandException("A key is needed: --key, or FAREBOX_KEY. farebox keys create makes one.");
        return new(folder, address, key, rest.Contains("--yes"), rest.Contains("--dry-run"));
    }

    private static string? Variable(string name) => Environment.GetEnvironmentVariable(name) is { Length: > 0 } value ? value : null;
}
