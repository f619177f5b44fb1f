using System.Globalization;
using Farebox.Money;
using Farebox.Wording;

namespace Farebox.Rating.Terms;

/// <summary>Reads one map key by key, notes what is wrong, and names keys that nobody asked for.</summary>
internal sealed class TermsFields(TermsMap map, string path, ICollection<TermsFault> faults)
{
    private readonly List<string> _asked = [];

    public string Path => path;

    public bool Has(string key) => Find(key) is not null;

    public void Fault(string key, string message) => faults.Add(new(PathOf(key), message));

    public string PathOf(string key) => path.Length == 0 ? key : key.Length == 0 ? path : $"{path}.{key}";

    public TermsNode? Find(string key)
    {
        if (!_asked.Contains(key)) _asked.Add(key);
        return map.Find(key);
    }

    public string? Text(string key, bool required = false)
    {
        switch (Find(key))
        {
            case TermsText text: return text.Value;
            case null when required: Missing(key); break;
            case null: break;
            default: Fault(key, $"'{key}' is a single value."); break;
        }

        return null;
    }

    /// <summary>A number of the one grammar for decimals.</summary>
    public decimal? Number(string key, bool required = false)
    {
        if (Text(key, required) is not { } text) return null;
        if (DecimalText.TryParse(text, out var value)) return value;

        Fault(key, $"'{text}' is not a decimal number such as 12.5, with at most 12 digits before and after the point.");
        return null;
    }

    /// <summary>A number within the bounds of a unit price.</summary>
    public decimal? Price(string key, bool required = false)
    {
        if (Number(key, required) is not { } value) return null;
        if (UnitPrice.IsValid(value)) return value;

        Fault(key, "A price or amount is zero or more, with at most 9 digits before the point.");
        return null;
    }

    public decimal? AboveZero(string key, bool required = false) => Bounded(key, required, 1, "is above zero");

    public decimal? ZeroOrMore(string key, bool required = false) => Bounded(key, required, 0, "is zero or more");

    public int? Whole(string key, int least, int most)
    {
        if (Text(key) is not { } text) return null;
        if (int.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var value) && value >= least && value <= most) return value;

        Fault(key, $"'{key}' is a whole number from {least} to {most}.");
        return null;
    }

    public bool Flag(string key, bool otherwise)
    {
        if (Text(key) is not { } text) return otherwise;
        if (text is "true" or "false") return text == "true";

        Fault(key, $"'{key}' is true or false.");
        return otherwise;
    }

    public TPolicy? Word<TPolicy>(string key)
        where TPolicy : struct, Enum
    {
        if (Text(key) is not { } text) return null;
        if (TermWords<TPolicy>.Find(text) is { } value) return value;

        Fault(key, $"'{text}' is not known here{Nearest(text, TermWords<TPolicy>.All)}");
        return null;
    }

    public TermsMap? Map(string key, bool required = false)
    {
        if (Found<TermsMap>(key, required) is { } found) return found;
        return null;
    }

    public TermsList? List(string key, bool required = false) => Found<TermsList>(key, required);

    /// <summary>The maps of a list, each with its own path; what is no map is a fault.</summary>
    public IEnumerable<TermsFields> Maps(string key, bool required = true)
    {
        if (List(key, required) is not { } list) yield break;
        if (list.Items.Length == 0) Fault(key, $"'{key}' has at least one entry.");

        for (var i = 0; i < list.Items.Length; i++)
        {
            var at = string.Create(CultureInfo.InvariantCulture, $"{PathOf(key)}[{i}]");
            if (list.Items[i] is TermsMap item) yield return new(item, at, faults);
            else faults.Add(new(at, "This is a map of keys and values."));
        }
    }

    /// <summary>Names keys that are not known or stand there twice. To be called when everything has been asked for.</summary>
    public void Done()
    {
        foreach (var entry in map.Entries.Where(entry => !_asked.Contains(entry.Key)))
            Fault(entry.Key, $"There is no key '{entry.Key}' here{Nearest(entry.Key, _asked)}");
        foreach (var twice in map.Entries.GroupBy(entry => entry.Key).Where(group => group.Count() > 1))
            Fault(twice.Key, $"The key '{twice.Key}' stands here twice.");
    }

    public static string Nearest(string word, IEnumerable<string> known)
    {
        var all = known.ToArray();
        return NearestName.Of(word, all) is { } nearest ? $"; did you mean '{nearest}'?" : $". Known are: {string.Join(", ", all)}.";
    }

    private decimal? Bounded(string key, bool required, int sign, string rule)
    {
        if (Number(key, required) is not { } value) return null;
        if (Math.Sign(value) >= sign) return value;

        Fault(key, $"'{key}' {rule}.");
        return null;
    }

    private TNode? Found<TNode>(string key, bool required)
        where TNode : TermsNode
    {
        switch (Find(key))
        {
            case TNode found: return found;
            case null when required: Missing(key); break;
            case null: break;
            default: Fault(key, typeof(TNode) == typeof(TermsList) ? $"'{key}' is a list." : $"'{key}' is a map of keys and values."); break;
        }

        return null;
    }

    private void Missing(string key) => Fault(key, $"'{key}' is missing.");
}
