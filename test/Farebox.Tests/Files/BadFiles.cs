namespace Farebox.Tests.Files;

/// <summary>A file with one mistake, where it is, and what is said of it.</summary>
/// <param name="At">Line and column.</param>
/// <param name="Says">What the message must contain; a bar separates several parts.</param>
/// <param name="SchemaSees">Whether a JSON Schema can know it; not what YAML itself refuses, nor references.</param>
public sealed record BadFile(string Name, string Text, string At, string Says, bool SchemaSees);

/// <summary>The catalogue.</summary>
internal static class BadFiles
{
    public static IReadOnlyList<BadFile> All { get; } =
    [
        // The text itself.
        Yaml("an empty file", "", "1:1", "the file is empty"),
        Yaml("nothing but a comment", "# to come\n", "1:1", "the file is empty"),
        Yaml("a tab that indents", "assets:\n\tcredit:\n", "2:1", "a tab stands before the first word of this line|spaces"),
        Yaml("a tab deeper down", "assets:\n  credit:\n  \tscale: 6\n", "3:3", "a tab stands before"),
        Yaml("a colon too many", "assets: credit: 6\n", "1:15", "not YAML"),
        Yaml("a list that does not end", "meters:\n  m: {event_type: a, dimensions: [b\n", "3:1", "not YAML"),
        Yaml("a quote that does not end", "meters:\n  m: {event_type: \"a}\n", "2:19", "not YAML: while scanning a quoted scalar"),
        Yaml("two documents", "assets:\n---\nmeters:\n", "2:1", "a second document begins here"),
        Yaml("a key twice", "assets:\n  credit:\n  USD:\n  credit:\n", "4:3", "the key \"credit\" is already in line 2"),
        Yaml("a key twice in a thing", "assets:\n  a: {scale: 1, scale: 2}\n", "2:17", "the key \"scale\" is already in line 2"),
        Yaml("a merge key", "assets:\n  a: &a {scale: 1}\n  b: {<<: *a}\n", "3:7", "merge keys (<<) are not read here"),
        Yaml("a tag", "assets:\n  a: {scale: !!int 6}\n", "2:14", "tags such as tag:yaml.org,2002:int are not read"),
        Yaml("a tag of a program", "assets: !!python/object:os.system {}\n", "1:9", "tags such as"),
        Yaml("a key that is a list", "assets:\n  [a, b]: {}\n", "2:3", "a key is expected here"),
        Yaml("an alias of nothing", "assets:\n  a: *b\n", "2:6", "nothing above is marked &b"),
        Yaml("a value in itself", "accounts:\n  a:\n    members: &m\n      b: {members: *m}\n", "4:20", "would contain itself"),
        Yaml("a character that is not seen", "assets:\n  a\u202Eb:\n", "2:4", "U+202E is not allowed"),
        Yaml("a null character", "assets:\n  a: {scale: 6}\0\n", "2:16", "U+0000 is not allowed"),

        // Shapes.
        Shape("a list for a map", "- assets\n", "1:1", "a map with assets, meters, rate_cards, cost_cards, exchange_cards or accounts is expected here, and this is a list"),
        Shape("a word for a map", "assets\n", "1:1", "and this is a text"),
        Shape("a map with nothing in it", "{}\n", "1:1", "this has nothing in it"),
        Shape("a section without anything", "assets:\n", "1:8", "a map of assets by code is expected here, and this is nothing"),
        Shape("a list of assets", "assets:\n  - credit\n", "2:3", "a map of assets by code is expected here, and this is a list"),
        Shape("an unknown section", "asets:\n  credit:\n", "1:1", "the key \"asets\" is not known here. Did you mean assets? Expected: assets, meters, rate_cards, cost_cards, exchange_cards or accounts."),
        Shape("a section of another program", "plans:\n  a:\n", "1:1", "the key \"plans\" is not known here. Expected:"),
        Shape("a mistyped key", "assets:\n  credit: {sclae: 6}\n", "2:12", "the key \"sclae\" is not known here. Did you mean scale? Expected: kind or scale."),
        Shape("a key in capitals", "assets:\n  credit: {Scale: 6}\n", "2:12", "Did you mean scale?"),
        Shape("a missing key", "meters:\n  m: {components: {a: b}}\n", "2:6", "the key event_type is missing here: an event type"),
        Shape("two missing keys are both said", "rate_cards:\n  default: {}\n", "2:12", "the key asset is missing|the key versions is missing"),
        Shape("a row without a meter", Row("{class: input, unit_price: 1}"), "8:11", "the key meter is missing here"),
        Shape("a row without a class", Row("{meter: m, unit_price: 1}"), "8:11", "the key class is missing here"),
        Shape("a component that reads nothing", Component("{optional: true}"), "2:38", "one of the keys field or expression is missing here"),
        Shape("a component that reads two things", Component("{field: b, expression: b*2}"), "2:38", "only one of field or expression may stand here"),
        Shape("a usage format there is not", Meter("usage_format: antropic"), "4:19", "\"antropic\" is not allowed here. Did you mean anthropic?"),
        Shape("a bad code", "assets:\n  1st: {}\n", "2:3", "\"1st\" does not fit. Expected: an asset's code"),
        Shape("a bad id", "accounts:\n  a b:\n", "2:3", "\"a b\" does not fit. Expected: an id"),
        Shape("a scale as a text", "assets:\n  a: {scale: \"6\"}\n", "2:14", "a whole number from 0 to 9 is expected here, and this is a text"),
        Shape("a scale too large", "assets:\n  a: {scale: 10}\n", "2:14", "\"10\" does not fit. Expected: a whole number from 0 to 9"),
        Shape("a scale that is no whole number", "assets:\n  a: {scale: 6.5}\n", "2:14", "and this is a number"),
        Shape("an unknown word", "assets:\n  a: {kind: units}\n", "2:13", "\"units\" is not allowed here. Did you mean unit? Expected: currency or unit."),
        Shape("a truth value as a text", Meter("priced: \"yes\""), "4:13", "true or false is expected here, and this is a text"),
        Shape("yes, which is a text", Meter("priced: yes"), "4:13", "true or false is expected here"),
        Shape("a number for a text", Meter("filter: {tier: 4.1}"), "4:20", "this is a number. Write it in quotes: \"4.1\""),
        Shape("a truth value for a text", Meter("filter: {stream: true}"), "4:22", "Write it in quotes: \"true\""),
        Shape("nothing for a text", Meter("filter: {tier: }"), "4:20", "and this is nothing"),
        Shape("a path with an empty name", Meter("dimensions: [a..b]"), "4:18", "\"a..b\" does not fit. Expected: the dotted path of a field"),
        Shape("too many dimensions", Meter("dimensions: [a, b, c, d, e, f, g, h, i]"), "4:17", "has 0 to 8 items, and this has 9"),
        Shape("a filter without values", Meter("filter: {tier: []}"), "4:20", "has 1 to 64 items"),
        Shape("a time without an offset", Version("effective_from: 2026-01-01T00:00:00"), "6:25", "does not fit. Expected: a time with Z or an offset"),
        Shape("a day for a time", Version("effective_from: 2026-01-01"), "6:25", "Expected: a time with Z or an offset"),
        Shape("a version that is no number", "rate_cards:\n  a:\n    asset: credit\n    versions: {v1: {effective_from: 2026-01-01T00:00:00Z, rows: [{meter: m, class: a, unit_price: 1}]}}\n", "4:16", "\"v1\" does not fit. Expected: a version's number"),
        Shape("version 0", "rate_cards:\n  a:\n    asset: credit\n    versions: {0: {effective_from: 2026-01-01T00:00:00Z, rows: [{meter: m, class: a, unit_price: 1}]}}\n", "4:16", "\"0\" does not fit"),
        Shape("a version without rows", Version("rows: []"), "6:15", "has 1 to 10000 items"),
        Shape("a negative price", Row("{meter: m, class: a, unit_price: -1}"), "8:44", "\"-1\" does not fit: it is below zero"),
        Shape("a price with a comma", Row("{meter: m, class: a, unit_price: \"1,5\"}"), "8:44", "\"1,5\" does not fit: a number is digits"),
        Shape("a price with a comma that ends it", Row("{meter: m, class: a, unit_price: 1,5}"), "8:46", "a comma ends a value, so \"5\" reads as a key. Write decimals with a point"),
        Shape("a price with an exponent, in quotes", Row("{meter: m, class: a, unit_price: \"1e3\"}"), "8:44", "without a plus, an exponent"),
        Shape("a price in words", Row("{meter: m, class: a, unit_price: free}"), "8:44", "\"free\" does not fit"),
        Shape("a price that is true", Row("{meter: m, class: a, unit_price: true}"), "8:44", "is expected here, and this is the word true"),
        Shape("no price", Row("{meter: m, class: a, unit_price: }"), "8:44", "and this is nothing"),
        Shape("a per that is no power of ten", Row("{meter: m, class: a, unit_price: 1, per: 500}"), "8:52", "\"500\" does not fit. Expected: 1 or a power of ten"),
        Shape("a per with separators", Row("{meter: m, class: a, unit_price: 1, per: 1_000}"), "8:52", "1 or a power of ten up to 1000000000 is expected here, and this is a text"),
        Shape("a list of members", "accounts:\n  a:\n    members: [b, c]\n", "3:14", "a map of members by id is expected here, and this is a list"),
        Shape("a limit that is no number", "assets: {credit: }\naccounts:\n  a: {limits: {credit: lots}}\n", "3:24", "\"lots\" does not fit"),

        // What no schema can say.
        Rule("a price with an exponent", Row("{meter: m, class: a, unit_price: 1e3}"), "8:44", "without a plus, an exponent"),
        Rule("a price with a plus", Row("{meter: m, class: a, unit_price: +1}"), "8:44", "without a plus"),
        Rule("a price with leading zeros", Row("{meter: m, class: a, unit_price: 007}"), "8:44", "leading zeros"),
        Rule("a price with 13 decimal places", Row("{meter: m, class: a, unit_price: 0.0000000000001}"), "8:44", "it has more than 12 decimal places"),
        Rule("a price that per makes too fine", Row("{meter: m, class: a, unit_price: 0.0001, per: 1000000000}"), "8:44", "too fine or too large"),
        Rule("a text over two lines", Meter("filter: {tier: \"a\\nb\"}"), "4:20", "\"a b\" holds a character that is not seen"),
        Rule("a direction mark in an escape", Meter("filter: {tier: \"a\\u202Eb\"}"), "4:20", "holds a character that is not seen"),
        Rule("a null character in an escape", Meter("filter: {tier: \"a\\0b\"}"), "4:20", "holds a character that is not seen"),
        Rule("half a surrogate pair in an escape", Meter("filter: {tier: \"a\\uD800b\"}"), "4:20", "not YAML: while scanning a quoted scalar, found invalid Unicode surrogates"),
        Rule("a zero-width space", Meter("filter: {tier: a\u200Bb}"), "4:20", "holds a character that is not seen"),
        Rule("a day that does not exist", Version("effective_from: 2026-02-30T00:00:00Z"), "6:25", "Expected: a time"),
        Rule("a currency that is none", "assets:\n  credit: {kind: currency}\n", "2:18", "no currency of ISO 4217. Write kind: unit"),
        Rule("a sum without components", "meters:\n  m: {event_type: a}\n", "2:3", "the meter \"m\" cannot be: A sum needs at least one component."),
        Rule("a maximum on a server", Meter("aggregation: max"), "2:3", "the meter \"m\" cannot be live: A max is known at the end of the period, so it is billed then. A server adds meters up"),
        Rule("a maximum that only counts", Meter("aggregation: max, priced: false"), "2:3", "cannot be live"),
        Shape("an aggregation there is not", Meter("aggregation: maximum"), "4:18", "Expected: sum, count"),
        Rule("an expression that is none", Component("{expression: ceil(b*)}"), "2:51", "\"ceil(b*)\" is no expression. "),
        Rule("a function there is not", Component("{optional: true, expression: \"ciel(b)\"}"), "2:67", "ceil"),
        Rule("a usage field without a format", Meter("usage_field: usage"), "4:18", "usage_field goes with usage_format. Add one of these: auto or openai.chat"),
        Rule("a class of usage there is not", Meter("usage_format: auto"), "2:3", "The field of a component is one of these, or several with + between them: input"),
        Rule("a count with components", "meters:\n  m: {event_type: a, aggregation: count, components: {a: b}}\n", "2:3", "A count has no components of its own"),
        Rule("a meter with a reserved name", "meters:\n  unmetered: {event_type: a, aggregation: count}\n", "2:3", "Reports say 'unmetered'"),
        Rule("a dimension twice", Meter("dimensions: [b, b]"), "2:3", "names each dimension once"),
        Rule("a card in an asset there is not", Card("asset: credti", "{meter: m, class: a, unit_price: 1}"), "6:12", "there is no asset \"credti\" in these files. Did you mean credit?"),
        Rule("a row for a meter there is not", Row("{meter: llm, class: a, unit_price: 1}"), "8:19", "there is no meter \"llm\" in these files. Define it under meters."),
        Rule("a row for a class there is not", Row("{meter: m, class: output, unit_price: 1}"), "8:29", "the meter m has no class \"output\". Expected: a."),
        Rule("a row for a dimension there is not", Row("{meter: m, class: a, dimensions: {modle: x}, unit_price: 1}"), "8:45", "the meter m has no dimension \"modle\". Did you mean model? Expected: model."),
        Rule("a model in arrears", Row("{meter: m, class: a, model: volume, tiers: [{unit_price: 1}]}"), "8:39", "Class 'a' of meter 'm' cannot be priced as events come."),
        Shape("a key that no model has", Row("{meter: m, class: a, model: graduated, tiers: [{unit_price: 1}], bonds: x}"), "8:76", "the key \"bonds\" is not known here. Did you mean bounds?"),
        Rule("a key that this model does not have", Row("{meter: m, class: a, model: graduated, tiers: [{unit_price: 1}], free_value: 5}"), "8:88", "There is no key 'free_value' here"),
        Shape("a tier below zero", Row("{meter: m, class: a, model: graduated, tiers: [{up_to: 5, unit_price: 1}, {unit_price: -1}]}"), "8:98", "it is below zero"),
        Rule("roundings that differ in a meter", Row("{meter: m, class: a, unit_price: 1}, {meter: m, class: a, dimensions: {model: x}, unit_price: 2, debit_rounding: cumulative}"), "8:48", "have the same debit_rounding"),
        Shape("a model there is not", Row("{meter: m, class: a, model: gradated}"), "8:39", "Did you mean graduated?"),
        Rule("a price twice", Row("{meter: m, class: a, unit_price: 1}, {meter: m, class: a, dimensions: {model: \"*\"}, unit_price: 2}"), "8:48", "has a price for the same dimensions already, at a.yaml:8:11"),
        Rule("lists that share a value", Row("{meter: m, class: a, dimensions: {model: [x, y]}, unit_price: 1}, {meter: m, class: a, dimensions: {model: [y, z]}, unit_price: 2}"), "7:16", "version 1 of the card \"d\" cannot be: Two rows price class 'a' of meter 'm' for the same dimensions."),
        Shape("a list without a value", Row("{meter: m, class: a, dimensions: {model: []}, unit_price: 1}"), "8:52", "1 to 64 items"),
        Rule("a derived class of a meter there is not", Version("derived: [{meter: n, class: a, from: b, factor: 1}]"), "6:27", "there is no meter \"n\" in these files."),
        Rule("a class derived from itself", Version("derived: [{meter: m, class: a, from: a, factor: 0.1}]"), "6:19", "the class a is derived from itself"),
        Rule("a class derived from one there is not", Version("derived: [{meter: m, class: a, from: input, factor: 0.1}]"), "6:46", "the meter m has no class \"input\". Expected: a."),
        Shape("a factor below zero", Version("multipliers: [{meter: m, group: tier, factor: -1}]"), "6:55", "it is below zero"),
        Rule("a factor too large", Version("multipliers: [{meter: m, group: tier, factor: 1000000000}]"), "6:23", "this cannot be: A price is zero or more, with at most 9 integer digits"),
        Rule("a multiplier for a dimension there is not", Version("multipliers: [{meter: m, group: tier, factor: 2, dimensions: {modle: x}}]"), "6:71", "Did you mean model?"),
        Rule("a multiplier twice", Version("multipliers: [{meter: m, group: tier, factor: 2}, {meter: m, group: tier, factor: 3}]"), "4:33", "Two multipliers of group 'tier' of meter 'm' are for the same dimensions"),
        Rule("versions with a gap", Versions("1", "2026-01-01", "3", "2026-02-01"), "8:7", "version 3 of the card \"d\" follows version 1|this is 2"),
        Rule("versions that go back", Versions("1", "2026-02-01", "2", "2026-02-01"), "8:7", "must be effective after version 1, which is from 2026-02-01T00:00:00Z"),
        Rule("a rate card there is not", Account("rate_card: gold"), "2:18", "there is no card \"gold\" in these files. Define it under rate_cards."),
        Rule("a member twice", Account("members: {a: {members: {b: }}, b: }"), "2:38", "the member \"b\" is in this account already, at a.yaml:2:31"),
        Rule("a limit in an asset there is not", Account("limits: {gold: 1}"), "2:16", "there is no asset \"gold\""),
        Rule("a limit finer than its asset", "assets: {credit: {scale: 2}}\naccounts:\n  a: {limits: {credit: 0.001}}\n", "3:24", "\"0.001\" is no amount of credit, which has 2 decimal places"),
    ];

    private const string Assets = "assets: {credit: }\n";
    private const string Meters = "meters: {m: {event_type: t, components: {a: b}, dimensions: [model]}}\n";
    private const string From = "effective_from: 2026-01-01T00:00:00Z";

    private static BadFile Yaml(string name, string text, string at, string says) => new(name, text, at, says, SchemaSees: false);

    private static BadFile Shape(string name, string text, string at, string says) => new(name, text, at, says, SchemaSees: true);

    private static BadFile Rule(string name, string text, string at, string says) => new(name, text, at, says, SchemaSees: false);

    private static string Meter(string more) => $"meters:\n  m:\n    {{event_type: t, components: {{a: b}},\n    {more}}}\n";

    private static string Component(string component) => $"meters:\n  m: {{event_type: t, components: {{a: {component}}}}}\n";

    private static string Row(string rows) => Card("asset: credit", rows);

    private static string Card(string asset, string rows) =>
        $"{Assets}{Meters}rate_cards:\n  d:\n\n    {asset}\n    versions: {{1: {{{From}, rows: [\n          {rows}]}}}}\n";

    private static string Version(string member)
    {
        const string rows = "rows: [{meter: m, class: a, unit_price: 1}]";
        var others = member.StartsWith("rows", StringComparison.Ordinal) ? From : member.StartsWith("effective_from", StringComparison.Ordinal) ? rows : $"{From}, {rows}";
        return $"{Assets}{Meters}rate_cards:\n  d: {{asset: credit, versions: {{1: {{\n         {others},\n        {member}}}}}}}\n";
    }

    private static string Versions(string first, string from, string second, string then) =>
        $"{Assets}{Meters}rate_cards:\n  d:\n    asset: credit\n    versions:\n"
        + $"      {first}: {{effective_from: {from}T00:00:00Z, rows: [{{meter: m, class: a, unit_price: 1}}]}}\n"
        + $"      {second}: {{effective_from: {then}T00:00:00Z, rows: [{{meter: m, class: a, unit_price: 1}}]}}\n";

    private static string Account(string member) => $"accounts:\n  a: {{{member}}}\n";
}
