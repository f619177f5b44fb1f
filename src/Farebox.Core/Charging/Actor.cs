namespace Farebox.Charging;

/// <summary>Who does something, for the record of administrative acts. It decides nothing.</summary>
/// <param name="Key">The id of the key, or <c>command line</c>.</param>
/// <param name="RequestId">The request it was done by; empty at the command line.</param>
public sealed record Actor(string Key, string RequestId)
{
    /// <summary>Whoever may run the program on the machine itself.</summary>
    public static Actor CommandLine { get; } = new("command line", "");
}
