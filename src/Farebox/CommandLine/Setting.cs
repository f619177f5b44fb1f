using System.Globalization;

namespace Farebox.CommandLine;

/// <summary>One environment variable that Farebox reads.</summary>
/// <param name="Name">As it is written.</param>
/// <param name="Default">What holds without it, in the words of the reference page.</param>
/// <param name="Values">What it may be: unit and bounds.</param>
internal sealed record Setting(string Name, string Default, string Values)
{
    /// <summary>The sentence that refuses a value, or nothing.</summary>
    public Func<string, string?> Fault { get; init; } = static _ => null;

    /// <summary>A whole number within bounds, of a unit.</summary>
    public static Setting Whole(string name, string @default, string unit, long min, long max) =>
        new(name, @default, string.Create(CultureInfo.InvariantCulture, $"{unit}, {min} to {max}"))
        {
            Fault = value => long.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number >= min && number <= max
                ? null
                : $"{name} is a whole number ({unit}) from {min} to {max}, and not \"{value}\".",
        };

    /// <summary>One of a few words.</summary>
    public static Setting Choice(string name, string @default, params string[] words) =>
        new(name, @default, string.Join(", ", words.Select(word => $"`{word}`")))
        {
            Fault = value => words.Contains(value, StringComparer.Ordinal) ? null : $"{name} is {string.Join(" or ", words)}, and not \"{value}\".",
        };
}
