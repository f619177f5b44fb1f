namespace Farebox.Http.Edge;

/// <summary>A form that a string member must have, and how to say so.</summary>
internal sealed record StringRule(int LengthMax, Func<string, bool> Fits, string Form)
{
    /// <summary>The code and detail of what is wrong with a value, or nothing.</summary>
    public (ProblemCode Code, string Detail)? Fault(string value)
    {
        if (value.Length > LengthMax) return (ProblemCodes.StringTooLong, $"At most {LengthMax} characters are allowed.");
        if (Rules.MisleadsTheEye(value)) return (ProblemCodes.InvalidCharacter, "Control, separator and direction characters are not allowed.");
        if (!Fits(value)) return (ProblemCodes.InvalidString, $"\"{Echo.Of(value)}\" is not {Form}.");
        return null;
    }
}
