using System.Globalization;

namespace Farebox.IntegrationTests.Packaging;

/// <summary>What a systemd unit must keep to, read from its text, also where there is no systemd.</summary>
internal static class UnitLint
{
    private static readonly Dictionary<string, string[]> Keys = new()
    {
        ["Unit"] = ["Description", "After", "Wants"],
        ["Service"] =
        [
            "Type", "User", "Group", "ExecStart", "Environment", "EnvironmentFile", "StateDirectory", "StateDirectoryMode", "Restart", "RestartSec", "LimitNOFILE",
            "KillMode", "KillSignal", "TimeoutStartSec", "TimeoutStopSec", "ProtectSystem", "ReadWritePaths", "PrivateTmp", "ProtectHome", "NoNewPrivileges",
            "ProtectKernelTunables", "ProtectKernelModules", "ProtectControlGroups", "RestrictSUIDSGID", "RestrictAddressFamilies", "LockPersonality", "UMask",
        ],
        ["Install"] = ["WantedBy"],
    };

    /// <param name="text">The unit.</param>
    /// <param name="settings">The names of the program's settings.</param>
    /// <param name="stopMax">The longest that a stop with default settings may take.</param>
    public static IEnumerable<string> Violations(string text, IReadOnlyCollection<string> settings, TimeSpan stopMax)
    {
        var (section, values) = ("", new List<(string Section, string Key, string Value)>());
        foreach (var line in text.Split('\n').Select(line => line.Trim()).Where(line => line.Length > 0 && line[0] is not ('#' or ';')))
        {
            if (line.StartsWith('[')) section = line.Trim('[', ']');
            else values.Add((section, line.Split('=', 2)[0], line.Contains('=', StringComparison.Ordinal) ? line.Split('=', 2)[1] : ""));
        }

        return
        [
            .. values.Where(value => !Keys.TryGetValue(value.Section, out var known) || !known.Contains(value.Key)).Select(value => $"[{value.Section}] {value.Key} is not known"),
            .. values.Where(value => value.Value.Length == 0).Select(value => $"{value.Key} has no value"),
            .. values.Where(value => value.Key == "Environment").Select(value => value.Value.Split('=')[0]).Except(settings).Select(name => $"{name} is no setting"),
            .. One("User") is { Length: > 0 } and not "root" ? [] : new[] { "it runs as root" },
            .. One("ExecStart") is ['/', ..] start && start.EndsWith(" up", StringComparison.Ordinal) ? [] : new[] { "it does not start the server by its full path" },
            .. One("KillMode") == "mixed" ? [] : new[] { "a stop would end PostgreSQL before the last commit" },
            .. int.TryParse(One("TimeoutStopSec"), CultureInfo.InvariantCulture, out var seconds) && seconds >= stopMax.TotalSeconds ? [] : new[] { "a stop is killed before its grace is over" },
        ];

        string? One(string key) => values.Where(value => value.Key == key).Select(value => value.Value).SingleOrDefault();
    }
}
