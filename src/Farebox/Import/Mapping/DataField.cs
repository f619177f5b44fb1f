namespace Farebox.Import.Mapping;

/// <summary>One value of an event's data.</summary>
/// <param name="Path">The names on the way to it: <c>usage</c>, <c>input_tokens</c>.</param>
/// <param name="IsNumber">Written as a JSON number, and refused when it is none.</param>
internal sealed record DataField(string[] Path, Template Value, bool IsNumber)
{
    public string Name => string.Join('.', Path);
}
