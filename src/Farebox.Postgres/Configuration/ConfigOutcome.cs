namespace Farebox.Postgres.Configuration;

/// <summary>What came of creating a configuration item. The cases are the records of this file.</summary>
public abstract record ConfigOutcome
{
    private ConfigOutcome() { }

    /// <summary>It is new.</summary>
    public sealed record Created(string Body) : ConfigOutcome;

    /// <summary>The same was there already.</summary>
    public sealed record Existing(string Body) : ConfigOutcome;

    /// <summary>Another one has its id.</summary>
    public sealed record Taken : ConfigOutcome;

    /// <summary>It does not follow what is configured.</summary>
    public sealed record Refused(ConfigRefusal Why) : ConfigOutcome;
}
