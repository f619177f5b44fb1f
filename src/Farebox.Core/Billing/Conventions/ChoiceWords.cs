using System.Text;

namespace Farebox.Billing.Conventions;

/// <summary>The words that choices have in files: their names, in lower case and joined by underscores.</summary>
public static class ChoiceWords
{
    /// <summary>Such as <c>fixed_month</c>.</summary>
    public static string Of<TChoice>(TChoice choice)
        where TChoice : struct, Enum
    {
        var word = new StringBuilder();
        foreach (var letter in choice.ToString()) word.Append(char.IsUpper(letter) && word.Length > 0 ? "_" : "").Append(char.ToLowerInvariant(letter));
        return word.ToString();
    }

    /// <summary>The choice that a word is for.</summary>
    /// <exception cref="ArgumentException">It is none of them.</exception>
    public static TChoice Read<TChoice>(string word)
        where TChoice : struct, Enum
    {
        foreach (var value in Enum.GetValues<TChoice>())
        {
            if (Of(value) == word) return value;
        }

        throw new ArgumentException($"'{word}' is none of {string.Join(", ", All<TChoice>())}.", nameof(word));
    }

    /// <summary>All words of a choice, in its order.</summary>
    public static string[] All<TChoice>()
        where TChoice : struct, Enum => [.. Enum.GetValues<TChoice>().Select(Of)];
}
