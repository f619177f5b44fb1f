using System.Text.RegularExpressions;

namespace Farebox.IntegrationTests.Packaging;

/// <summary>What a container's recipe must keep to, read from its text: nobody here builds it.</summary>
internal static partial class DockerfileLint
{
    private static readonly string[] SecretWords = ["PASSWORD", "SECRET", "TOKEN", "ADMIN_KEY", "PRIVATE"];

    /// <param name="text">The Dockerfile.</param>
    /// <param name="exists">Whether a path of the build context is there.</param>
    /// <param name="settings">The names of the program's settings.</param>
    /// <param name="paths">The words after <c>farebox health</c> that mean something.</param>
    public static IEnumerable<string> Violations(string text, Func<string, bool> exists, IReadOnlyCollection<string> settings, IReadOnlyCollection<string> paths)
    {
        var lines = Instructions(text);
        return
        [
            .. lines.Where(line => line.Name == "FROM" && !Pinned().IsMatch(line.Rest)).Select(line => $"{line.Rest} is not pinned to a version"),
            .. Copied(lines).Where(path => !exists(path)).Select(path => $"{path} is copied and does not exist"),
            .. lines.Where(line => line.Name is "ENV" or "ARG" && SecretWords.Any(line.Rest.Contains)).Select(line => $"{line.Name} {line.Rest} may be a secret"),
            .. Environment(lines).Where(name => name.StartsWith("FAREBOX_", StringComparison.Ordinal) && !settings.Contains(name)).Select(name => $"{name} is no setting"),
            .. lines.LastOrDefault(line => line.Name == "USER")?.Rest is { } user and not "root" and not "0" ? [] : new[] { "it runs as root" },
            .. lines.Any(line => line is { Name: "EXPOSE", Rest: "8080" }) && text.Contains(":8080 ", StringComparison.Ordinal) ? [] : new[] { "it does not expose the port that it listens on" },
            .. lines.Any(line => line.Name == "HEALTHCHECK" && paths.Any(path => line.Rest.Contains($"\"health\", \"{path}\"]", StringComparison.Ordinal)))
                ? [] : new[] { "its health check asks for nothing that exists" },
        ];
    }

    private static IEnumerable<string> Copied(List<Instruction> lines) =>
        from line in lines
        where line.Name is "COPY" or "ADD" && !line.Rest.Contains("--from=", StringComparison.Ordinal)
        from path in line.Rest.Split(' ', StringSplitOptions.RemoveEmptyEntries)[..^1]
        where !path.StartsWith("--", StringComparison.Ordinal)
        select path;

    private static IEnumerable<string> Environment(List<Instruction> lines) =>
        lines.Where(line => line.Name == "ENV").SelectMany(line => line.Rest.Split(' ')).Select(pair => pair.Split('=')[0]);

    private static List<Instruction> Instructions(string text) =>
        [.. text.Replace("\\\n", " ", StringComparison.Ordinal).Split('\n')
            .Where(line => line.Length > 0 && !line.StartsWith('#'))
            .Select(line => line.Split(' ', 2)).Select(parts => new Instruction(parts[0], parts[1].Trim()))];

    // A full version, or a digest. A tag like 10.0 or latest is another image tomorrow.
    [GeneratedRegex(@"^\S+(:\d+\.\d+\.\d+[\w.-]*|@sha256:[0-9a-f]{64})( AS \w+)?$")]
    private static partial Regex Pinned();

    private sealed record Instruction(string Name, string Rest);
}
