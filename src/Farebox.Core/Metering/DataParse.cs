namespace Farebox.Metering;

/// <summary>A data object, or why it is none, with the codes of <see cref="EventParse"/> that concern data.</summary>
public readonly record struct DataParse(EventData? Data, string? Code, string? Detail)
{
    public bool IsValid => Data is not null;
}
