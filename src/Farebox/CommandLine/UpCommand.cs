using Farebox.Http;
using Farebox.Payments;
using Spectre.Console;

namespace Farebox.CommandLine;

/// <summary><c>farebox up</c>: the server, until it is asked to stop.</summary>
internal static class UpCommand
{
    public static async Task<int> RunAsync(IAnsiConsole console, string[] arguments, CancellationToken stop)
    {
        if (arguments.Length > 0) throw new CommandException("farebox up takes no options; its settings come from the environment. See: farebox help");

        var settings = Settings.Read();

        // Whoever collects lines of JSON must find nothing else among them.
        var talk = settings.IsLogJson ? StandardError.Console() : console;
        foreach (var warning in settings.Warnings) talk.MarkupLine($"[yellow]{Markup.Escape(warning)}[/]");
        await using var database = await Database.OpenAsync(settings, step => talk.MarkupLine($"[grey]{Markup.Escape(step)}[/]"), stop);
        await using var host = await FareboxHost.BuildAsync(OptionsOf(settings, database), stop);
        await host.StartAsync(stop);
        Welcome(talk, host, settings);

        await host.WaitForShutdownAsync(stop);
        if (!settings.IsLogJson) console.MarkupLine("[grey]Stopped: what was under way is answered.[/]");
        return 0;
    }

    private static FareboxHostOptions OptionsOf(Settings settings, Database database) => new()
    {
        ConnectionString = database.AppConnectionString,
        Urls = settings.Urls,
        AdminKey = settings.AdminKey,
        IsSandbox = settings.IsSandbox,
        DataFolder = settings.Database is null ? settings.DataFolder : null,
        DiskFreeMin = settings.DiskFreeMin,
        EventBodyMonths = settings.EventBodyMonths,
        NoticeDays = settings.NoticeDays,
        WebhookHosts = settings.WebhookHosts,
        Payments = settings.IsTestPayments ? new TestPayments(new ManualPayments()) : new ManualPayments(),
        StopDelay = settings.StopDelay,
        StopGrace = settings.StopGrace,
        OtlpEndpoint = settings.OtlpEndpoint,
        IsLogJson = settings.IsLogJson,
        LogLevel = settings.LogLevel,
    };

    private static void Welcome(IAnsiConsole talk, FareboxHost host, Settings settings)
    {
        var address = host.Address.ToString().TrimEnd('/');
        if (settings.IsLogJson) ServerLog.Listening(host.Log, typeof(UpCommand).Assembly.GetName().Version?.ToString(3) ?? "unknown", address);
        else talk.MarkupLine($"Farebox listens on [bold]{Markup.Escape(address)}[/].");
        if (host.FirstKey is not { } key) return;

        // On a line of its own and never wrapped, so that it can be copied.
        talk.MarkupLine("The first key. It is shown only now:");
        talk.Profile.Out.Writer.WriteLine(key);
    }
}
