using Microsoft.Extensions.Logging.Console;

namespace Farebox.Http;

/// <summary>How the server writes its log, and the sentences it writes about itself.</summary>
/// <remarks>No line holds a body, a key, or the id of an account or member: routes are logged by their pattern, failures by what failed.</remarks>
internal static partial class ServerLog
{
    public static void Configure(ILoggingBuilder logging, FareboxHostOptions options)
    {
        logging.SetMinimumLevel(options.LogLevel);

        // The framework writes the path of every request as it was sent, and ids stand in paths.
        logging.AddFilter("Microsoft", options.LogLevel > LogLevel.Warning ? options.LogLevel : LogLevel.Warning);

        // Who listens there is given an activity with every request. Ours are in RequestTrace, and HttpEdge logs what fails.
        logging.AddFilter("Microsoft.AspNetCore.Hosting.Diagnostics", LogLevel.None);
        if (options.IsLogJson)
        {
            logging.AddJsonConsole(console => (console.UseUtcTimestamp, console.TimestampFormat) = (true, "yyyy-MM-dd'T'HH:mm:ss.ffffff'Z'"));
            return;
        }

        logging.AddSimpleConsole(console => (console.SingleLine, console.ColorBehavior) = (true, LoggerColorBehavior.Default));
    }

    [LoggerMessage(Level = LogLevel.Debug, Message = "{Method} {Route} answered {Status} in {Milliseconds} ms, request {RequestId}.")]
    public static partial void Answered(ILogger logger, string method, string route, int status, long milliseconds, string requestId);

    [LoggerMessage(Level = LogLevel.Information, Message = "Stopping: answering what is under way.")]
    public static partial void Stopping(ILogger logger);

    [LoggerMessage(Level = LogLevel.Information, Message = "{Sentence}")]
    public static partial void Retention(ILogger logger, string sentence);

    [LoggerMessage(Level = LogLevel.Information, Message = "Farebox {Version} listens on {Address}.")]
    public static partial void Listening(ILogger logger, string version, string address);
}
