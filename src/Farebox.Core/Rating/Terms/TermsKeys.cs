using Farebox.Money;

namespace Farebox.Rating.Terms;

/// <summary>Puts a map together key by key. What is null is left out.</summary>
internal sealed class TermsKeys
{
    private readonly List<(string Key, TermsNode Value)> _entries = [];

    public TermsKeys Model(string name) => Text("model", name);

    public TermsKeys Text(string key, string value) => Add(key, new TermsText(value));

    public TermsKeys Number(string key, decimal? value) => value is { } number ? Text(key, DecimalText.Format(number)) : this;

    public TermsKeys Flag(string key, bool value) => Text(key, value ? "true" : "false");

    public TermsKeys Word<TPolicy>(string key, TPolicy value)
        where TPolicy : struct, Enum => Text(key, TermWords<TPolicy>.Of(value));

    public TermsKeys Map(string key, TermsMap value) => Add(key, value);

    public TermsKeys List(string key, IEnumerable<TermsNode> items) => Add(key, new TermsList([.. items]));

    public TermsMap ToMap() => TermsMap.Of(_entries);

    private TermsKeys Add(string key, TermsNode value)
    {
        _entries.Add((key, value));
        return this;
    }
}
