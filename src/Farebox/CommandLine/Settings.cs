using Farebox.Postgres.Embedded;

namespace Farebox.CommandLine;

/// <summary>What the environment says. There is no configuration file.</summary>
internal sealed record Settings
{
    private const string DefaultUrls = "http://127.0.0.1:8080";

    /// <summary>The owner's connection to a database of one's own; nothing for the private one.</summary>
    public required string? Database { get; init; }

    public required string DataFolder { get; init; }

    public required string Urls { get; init; }

    public required string? AdminKey { get; init; }

    public required bool IsSandbox { get; init; }

    /// <exception cref="CommandException">A variable has a value that is refused.</exception>
    public static Settings Read()
    {
        var adminKey = Variable("FAREBOX_ADMIN_KEY");
        try
        {
            if (adminKey is not null) Http.Keys.AdminKey.Check(adminKey);
        }
        catch (ArgumentException fault)
        {
            throw new CommandException(fault.Message.Split(" (Parameter", 2)[0]);
        }

        return new()
        {
            Database = Variable("FAREBOX_DATABASE"),
            DataFolder = EmbeddedOptions.DefaultDataFolder,
            Urls = Variable("FAREBOX_URLS") ?? DefaultUrls,
            AdminKey = adminKey,
            IsSandbox = Variable("FAREBOX_SANDBOX") switch
            {
                null or "0" => false,
                "1" => true,
                _ => throw new CommandException("FAREBOX_SANDBOX is 1 or not set."),
            },
        };
    }

    private static string? Variable(string name) => Environment.GetEnvironmentVariable(name) is { Length: > 0 } value ? value : null;
}
