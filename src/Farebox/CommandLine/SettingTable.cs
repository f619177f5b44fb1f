using Farebox.Http.Keys;
using Farebox.Wording;

namespace Farebox.CommandLine;

/// <summary>Every setting there is: what the reference page lists, and what a start reads. A test compares the two.</summary>
internal static class SettingTable
{
    public const string DefaultUrls = "http://127.0.0.1:8080";

    /// <summary>The furthest a name may be from a known one to be taken for a slip: letters to change, add or drop.</summary>
    private const int SlipMax = 4;

    /// <summary>What the guides call the server's address and a key, in the shell of a person who calls it.</summary>
    private static readonly string[] OfCallers = ["FAREBOX_URL", "FAREBOX_KEY"];

    public static readonly Setting Database = new("FAREBOX_DATABASE", "none", "an Npgsql connection string");
    public static readonly Setting Data = new("FAREBOX_DATA", "as root `/var/lib/farebox`; else `$XDG_DATA_HOME/farebox` or `~/.local/share/farebox`", "a folder");
    public static readonly Setting PgBin = new("FAREBOX_PG_BIN", "looked for", "a folder");
    public static readonly Setting Urls = new("FAREBOX_URLS", $"`{DefaultUrls}`", "addresses, separated by `;`") { Fault = UrlFault };
    public static readonly Setting AdminKey = new("FAREBOX_ADMIN_KEY", "none", $"printable ASCII, {BearerToken.LengthMin} to {BearerToken.LengthMax} characters, not to be guessed") { Fault = KeyFault };
    public static readonly Setting Sandbox = Setting.Choice("FAREBOX_SANDBOX", "`0`", "0", "1");
    public static readonly Setting StopDelay = Setting.Whole("FAREBOX_STOP_DELAY_SECONDS", "0", "seconds", 0, 600);
    public static readonly Setting StopGrace = Setting.Whole("FAREBOX_STOP_GRACE_SECONDS", "30", "seconds", 1, 600);
    public static readonly Setting DiskFreeMin = Setting.Whole("FAREBOX_DISK_FREE_MIN_MB", "512", "MiB", 0, 1_048_576);
    public static readonly Setting EventBodyMonths = Setting.Whole("FAREBOX_EVENT_BODY_MONTHS", "none: kept for ever", "months", 1, 1200);
    public static readonly Setting NoticeDays = Setting.Whole("FAREBOX_NOTICE_DAYS", "30", "days", 1, 3650);
    public static readonly Setting WebhookHosts = new("FAREBOX_WEBHOOK_HOSTS", "none", "hosts, `host:port`s and networks, separated by `,`") { Fault = HostsFault };
    public static readonly Setting Payments = Setting.Choice("FAREBOX_PAYMENTS", "`manual`", "manual", "test");
    public static readonly Setting LogFormat = Setting.Choice("FAREBOX_LOG_FORMAT", "`text`", "text", "json");
    public static readonly Setting LogLevel = Setting.Choice("FAREBOX_LOG_LEVEL", "`information`", "debug", "information", "warning", "error");
    public static readonly Setting OtlpEndpoint = new("FAREBOX_OTLP_ENDPOINT", "`OTEL_EXPORTER_OTLP_ENDPOINT`, or off", "an address: `http://127.0.0.1:4318`") { Fault = UrlFault };

    public static IReadOnlyList<Setting> All { get; } =
    [
        Database, Data, PgBin, Urls, AdminKey, Sandbox, StopDelay, StopGrace, DiskFreeMin, EventBodyMonths, NoticeDays, WebhookHosts, Payments, LogFormat, LogLevel, OtlpEndpoint,
    ];

    /// <summary>A sentence for each variable that looks like a setting and is none.</summary>
    public static IEnumerable<string> Unknown(IEnumerable<string> names) =>
        from name in names
        where name.StartsWith("FAREBOX_", StringComparison.Ordinal) && !name.StartsWith("FAREBOX_TEST_", StringComparison.Ordinal)
        where !OfCallers.Contains(name)
        where All.All(setting => setting.Name != name)
        let nearest = All.Select(setting => (setting.Name, Distance: NearestName.Distance(setting.Name, name))).MinBy(near => near.Distance)
        select nearest.Distance <= SlipMax ? $"{name} is no setting. Is {nearest.Name} meant?" : $"{name} is no setting. See docs/reference/configuration.md";

    private static string? UrlFault(string value) =>
        value.Split(';').FirstOrDefault(url => !url.StartsWith("http://", StringComparison.Ordinal) && !url.StartsWith("https://", StringComparison.Ordinal)) is { } wrong
            ? $"\"{wrong}\" is no address. One looks like {DefaultUrls}; several are separated by ;"
            : null;

    private static string? HostsFault(string value)
    {
        try
        {
            _ = new Webhooks.WebhookPolicy(value);
            return null;
        }
        catch (ArgumentException fault)
        {
            return fault.Message.Split(" (Parameter", 2)[0];
        }
    }

    private static string? KeyFault(string value)
    {
        try
        {
            Http.Keys.AdminKey.Check(value);
            return null;
        }
        catch (ArgumentException fault)
        {
            return fault.Message.Split(" (Parameter", 2)[0];
        }
    }
}
