using System.Collections;
using System.Globalization;
using Farebox.Postgres.Embedded;

namespace Farebox.CommandLine;

/// <summary>What the environment says. There is no configuration file.</summary>
internal sealed record Settings
{
    /// <summary>The owner's connection to a database of one's own; nothing for the private one.</summary>
    public required string? Database { get; init; }

    public required string DataFolder { get; init; }

    public required string Urls { get; init; }

    public required string? AdminKey { get; init; }

    public required bool IsSandbox { get; init; }

    public required TimeSpan StopDelay { get; init; }

    public required TimeSpan StopGrace { get; init; }

    /// <summary>Bytes that must be free on the private database's disk.</summary>
    public required long DiskFreeMin { get; init; }

    /// <summary>Whole months that event bodies are kept; nothing keeps them for ever.</summary>
    public required int? EventBodyMonths { get; init; }

    /// <summary>Days that notices are kept.</summary>
    public required int NoticeDays { get; init; }

    /// <summary>Hosts and networks beyond the public ones that webhooks may reach.</summary>
    public required string? WebhookHosts { get; init; }

    /// <summary>Whether purchases of sandbox tenants are paid at once, with nothing.</summary>
    public required bool IsTestPayments { get; init; }

    public required bool IsLogJson { get; init; }

    public required LogLevel LogLevel { get; init; }

    /// <summary>Where metrics and traces go; nothing sends none.</summary>
    public required string? OtlpEndpoint { get; init; }

    /// <summary>A sentence for each variable that looks like a setting and is none.</summary>
    public required IReadOnlyList<string> Warnings { get; init; }

    /// <exception cref="CommandException">A variable has a value that is refused.</exception>
    public static Settings Read() =>
        Read(Environment.GetEnvironmentVariables().Cast<DictionaryEntry>().ToDictionary(entry => (string)entry.Key, entry => (string)entry.Value!));

    /// <summary>The same from other variables. One that is empty counts as absent.</summary>
    /// <exception cref="CommandException">A variable has a value that is refused.</exception>
    public static Settings Read(IReadOnlyDictionary<string, string> variables)
    {
        foreach (var setting in SettingTable.All)
        {
            if (Text(setting) is { } value && setting.Fault(value) is { } fault) throw new CommandException(fault);
        }

        return new()
        {
            Database = Text(SettingTable.Database),
            DataFolder = EmbeddedOptions.DefaultDataFolder,
            Urls = Text(SettingTable.Urls) ?? SettingTable.DefaultUrls,
            AdminKey = Text(SettingTable.AdminKey),
            IsSandbox = Text(SettingTable.Sandbox) == "1",
            StopDelay = TimeSpan.FromSeconds(Number(SettingTable.StopDelay) ?? 0),
            StopGrace = TimeSpan.FromSeconds(Number(SettingTable.StopGrace) ?? 30),
            DiskFreeMin = (Number(SettingTable.DiskFreeMin) ?? 512) << 20,
            EventBodyMonths = (int?)Number(SettingTable.EventBodyMonths),
            NoticeDays = (int?)Number(SettingTable.NoticeDays) ?? 30,
            WebhookHosts = Text(SettingTable.WebhookHosts),
            IsTestPayments = Text(SettingTable.Payments) == "test",
            IsLogJson = Text(SettingTable.LogFormat) == "json",
            LogLevel = Enum.Parse<LogLevel>(Text(SettingTable.LogLevel) ?? "information", ignoreCase: true),
            OtlpEndpoint = Text(SettingTable.OtlpEndpoint) ?? variables.GetValueOrDefault("OTEL_EXPORTER_OTLP_ENDPOINT") switch { "" => null, var standard => standard },
            Warnings = [.. SettingTable.Unknown(variables.Keys)],
        };

        string? Text(Setting setting) => variables.GetValueOrDefault(setting.Name) is { Length: > 0 } value ? value : null;

        long? Number(Setting setting) => Text(setting) is { } value ? long.Parse(value, CultureInfo.InvariantCulture) : null;
    }
}
