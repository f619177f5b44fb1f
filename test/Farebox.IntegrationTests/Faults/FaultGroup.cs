namespace Farebox.IntegrationTests.Faults;

/// <summary>The fault tests follow one another: each wants the machine's attention, and measures time.</summary>
[CollectionDefinition(Name)]
public sealed class FaultGroup
{
    public const string Name = "Faults";
}
