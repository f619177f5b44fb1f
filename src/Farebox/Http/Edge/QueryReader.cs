using System.Globalization;
using Farebox.Metering;
using Farebox.Time;

namespace Farebox.Http.Edge;

/// <summary>The query parameters of a request, each read once and strictly.</summary>
internal static class QueryReader
{
    // Room for the longest name there is: an account with something of its own below it.
    private const int TextLengthMax = 512;

    /// <summary>Refuses a parameter the route does not read, and one that is sent twice.</summary>
    public static Problem? Check(IQueryCollection query, string[] known)
    {
        foreach (var (name, values) in query)
        {
            if (!known.Contains(name, StringComparer.Ordinal))
                return new(ProblemCodes.UnknownParameter, $"\"{Echo.Of(name)}\" is not known here.");
            if (values.Count != 1 || string.IsNullOrEmpty(values[0]))
                return new(ProblemCodes.InvalidParameter, $"\"{name}\" is sent once, with a value.");
        }

        return null;
    }

    public static int? Integer(IQueryCollection query, string name, int min, int max)
    {
        var text = query[name].ToString();
        return int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number >= min && number <= max ? number : null;
    }

    /// <summary>An id, or nothing when the parameter is absent; the refusal when it is neither.</summary>
    public static Problem? Id(IQueryCollection query, string name, out string? id)
    {
        id = query.TryGetValue(name, out var values) ? values[0] : null;
        return id is null || Identifier.IsValid(id) ? null : new(ProblemCodes.InvalidParameter, $"\"{name}\" is an id.");
    }

    /// <summary>A text to compare with, or nothing when the parameter is absent; the refusal when it is one that nothing could be called.</summary>
    public static Problem? Text(IQueryCollection query, string name, out string? text)
    {
        text = query.TryGetValue(name, out var values) ? values[0] : null;
        return text is null || (text.Length <= TextLengthMax && !Rules.MisleadsTheEye(text))
            ? null
            : new(ProblemCodes.InvalidParameter, $"\"{name}\" is at most {TextLengthMax} characters without control or direction characters.");
    }

    /// <summary>A day or an instant in UTC, or nothing when the parameter is absent.</summary>
    public static Problem? Time(IQueryCollection query, string name, out DateTimeOffset? instant)
    {
        instant = null;
        if (!query.TryGetValue(name, out var values)) return null;

        // In a URL an unescaped + is a space, which is what people send for an offset.
        var text = values[0]!.Replace(' ', '+');
        if (!Rfc3339.TryParse(text.Length == 10 ? $"{text}T00:00:00Z" : text, out var read))
            return new(ProblemCodes.InvalidTimestamp, $"\"{name}\" is a day such as 2026-07-01, or a time with Z or an offset.");

        instant = read;
        return null;
    }
}
