namespace Farebox.Http;

/// <summary>What the journal survived, for whoever runs it.</summary>
internal static partial class JournalLog
{
    [LoggerMessage(Level = LogLevel.Warning, Message = "{What}; it is tried again.")]
    public static partial void Fault(ILogger logger, string what, Exception failure);
}
