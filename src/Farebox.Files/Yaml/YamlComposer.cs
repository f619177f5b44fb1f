using YamlDotNet.Core;
using YamlDotNet.Core.Events;

namespace Farebox.Files.Yaml;

/// <summary>Makes the values of one YAML text, and finds what a price file may not have: keys twice, merge keys, tags, too much.</summary>
/// <remarks>
/// Aliases are followed by sharing the value, never by copying it, and what they show is counted as if it were written out;
/// so neither a small file that unfolds into a huge one nor a value inside itself gets past this place.
/// </remarks>
internal sealed class YamlComposer
{
    public const int DepthMax = 24;
    public const int ValuesMax = 500_000;
    public const int AliasesMax = 10_000;

    private readonly string _file;
    private readonly Parser _parser;
    private readonly Findings _found;
    private readonly Dictionary<AnchorName, YamlNode?> _anchors = [];
    private int _aliases;
    private int _values;

    private YamlComposer(string file, string text, Findings found) =>
        (_file, _parser, _found) = (file, new Parser(new StringReader(text)), found);

    /// <returns>Nothing when the text is not readable; why is found.</returns>
    public static YamlNode? Read(string file, string text, Findings found)
    {
        var composer = new YamlComposer(file, text, found);
        try
        {
            return composer.Document();
        }
        catch (YamlException fault)
        {
            YamlFault.Find(file, text, fault, found);
        }
        catch (InvalidOperationException)
        {
            // The parser's states have gaps (a directive in the middle of a text), and this is how it falls into them.
            var last = composer._parser.Current?.End;
            found.Error(new(file, (int)(last?.Line ?? 1), (int)(last?.Column ?? 1)), "this is not YAML: the text cannot go on like this from here. Look for ---, ... and % at the beginning of a line.");
        }

        return null;
    }

    private YamlNode? Document()
    {
        _parser.Consume<StreamStart>();
        if (!_parser.TryConsume<DocumentStart>(out _)) return null;

        var root = Value(0);
        _parser.Consume<DocumentEnd>();
        if (_parser.Accept<DocumentStart>(out var second))
            throw Fault(second.Start, "a second document begins here; a file holds one. Put it into a file of its own.");
        return root;
    }

    private YamlNode Value(int depth)
    {
        if (depth > DepthMax) throw Fault(_parser.Current?.Start ?? Mark.Empty, $"values are nested more than {DepthMax} deep.");
        if (++_values > ValuesMax) throw TooMuch(_parser.Current?.Start ?? Mark.Empty);
        if (_parser.TryConsume<AnchorAlias>(out var alias)) return Follow(alias);

        if (_parser.Current is not NodeEvent start) throw Fault(_parser.Current?.Start ?? Mark.Empty, "a value is expected here.");
        if (!start.Tag.IsEmpty && start.Tag != "!") throw Fault(start.Start, $"tags such as {start.Tag.Value} are not read here; write the plain value.");

        // Set before the value is read, so that a value which names itself is found out.
        if (!start.Anchor.IsEmpty) _anchors[start.Anchor] = null;
        YamlNode node = start switch
        {
            MappingStart => Map(depth),
            SequenceStart => List(depth),
            _ => Scalar(),
        };
        if (!start.Anchor.IsEmpty) _anchors[start.Anchor] = node;
        return node;
    }

    private YamlNode Follow(AnchorAlias alias)
    {
        if (++_aliases > AliasesMax) throw Fault(alias.Start, $"a file has at most {AliasesMax} aliases.");
        if (!_anchors.TryGetValue(alias.Value, out var node)) throw Fault(alias.Start, $"nothing above is marked &{alias.Value.Value}.");
        return node ?? throw Fault(alias.Start, $"the value marked &{alias.Value.Value} would contain itself.");
    }

    private YamlMap Map(int depth)
    {
        var start = _parser.Consume<MappingStart>();
        var entries = new List<KeyValuePair<YamlScalar, YamlNode>>();
        var seen = new Dictionary<string, Place>(StringComparer.Ordinal);
        while (!_parser.TryConsume<MappingEnd>(out _))
        {
            if (!_parser.Accept<Scalar>(out _)) throw Fault(_parser.Current?.Start ?? Mark.Empty, "a key is expected here: a word, then a colon.");

            var key = Scalar();
            var value = Value(depth + 1);
            if (key is { Text: "<<", IsPlain: true })
                _found.Error(key.Place, "merge keys (<<) are not read here. Write the keys out, or mark the whole value with & and repeat it with *.");
            else if (seen.TryGetValue(key.Text, out var first))
                _found.Error(key.Place, $"the key {Quoted.Of(key.Text)} is already in line {first.Line}. Keep one of the two.");
            else
            {
                seen.Add(key.Text, key.Place);
                entries.Add(new(key, value));
            }
        }

        return Counted(new YamlMap(PlaceOf(start.Start), entries), start.Start);
    }

    private YamlList List(int depth)
    {
        var start = _parser.Consume<SequenceStart>();
        var items = new List<YamlNode>();
        while (!_parser.TryConsume<SequenceEnd>(out _)) items.Add(Value(depth + 1));
        return Counted(new YamlList(PlaceOf(start.Start), items), start.Start);
    }

    private YamlScalar Scalar()
    {
        var scalar = _parser.Consume<Scalar>();
        return new(PlaceOf(scalar.Start), scalar.Value, scalar.Style == ScalarStyle.Plain);
    }

    private static T Counted<T>(T node, Mark start)
        where T : YamlNode => node.Weight <= ValuesMax ? node : throw TooMuch(start);

    private static SemanticErrorException TooMuch(Mark start) =>
        Fault(start, $"with its aliases followed, the file has more than {ValuesMax} values. Share it out over several files.");

    private static SemanticErrorException Fault(Mark start, string text) => new(start, start, YamlFault.Ours + text);

    private Place PlaceOf(Mark mark) => new(_file, (int)mark.Line, (int)mark.Column);
}
