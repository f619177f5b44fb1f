using System.Collections.Immutable;
using System.Text;

namespace Farebox.Rating.Terms;

/// <summary>The words that stand for the values of a policy: their names in snake case, and <c>half</c> for the usual rounding.</summary>
internal static class TermWords<TPolicy>
    where TPolicy : struct, Enum
{
    private static readonly ImmutableArray<(string Word, TPolicy Value)> Table =
        [.. Enum.GetValues<TPolicy>().Select(value => (WordOf(value.ToString()), value))];

    public static IEnumerable<string> All => Table.Select(entry => entry.Word);

    public static TPolicy? Find(string word)
    {
        foreach (var entry in Table)
        {
            if (entry.Word == word) return entry.Value;
        }

        return null;
    }

    public static string Of(TPolicy value) => WordOf(value.ToString());

    private static string WordOf(string name)
    {
        if (name == nameof(Money.RoundingRule.HalfAwayFromZero)) return "half";

        var word = new StringBuilder();
        foreach (var letter in name)
        {
            if (char.IsUpper(letter) && word.Length > 0) word.Append('_');
            word.Append(char.ToLowerInvariant(letter));
        }

        return word.ToString();
    }
}
