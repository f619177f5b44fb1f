using Farebox.Files.Shapes;

namespace Farebox.Files.Conformance;

/// <summary>Every key of the file of exceptions.</summary>
internal static class ExceptionShapes
{
    public static ObjectShape File { get; } = new("exceptions", "a map with known and not_yet", FileKeys, needsOne: true);

    public static ObjectShape Known { get; } = new("known", "a map with kind and reason", KnownKeys);

    public static ObjectShape NotYet { get; } = new("not_yet", "a map with source, topic, reason and cases", NotYetKeys);

    private static TextShape Reason => new("a sentence of 1 to 500 characters", @"^[\s\S]{1,500}$");

    private static Key[] FileKeys() =>
    [
        new("known", new MapShape("a map of cases by id", Texts.Id, Known), "Cases that come out otherwise, each with the reason. One that passes is an error."),
        new("not_yet", new ListShape("a list of groups of cases", NotYet, 0, 1000), "Cases that are not written down, because what they ask is not built. One that is written down is an error."),
    ];

    private static Key[] KnownKeys() =>
    [
        new("kind", new WordShape("source", "design", "later"), "Whether the source is wrong, Farebox does it differently on purpose, or it is to come.", IsRequired: true),
        new("reason", Reason, "Why, in a sentence.", IsRequired: true),
    ];

    private static Key[] NotYetKeys() =>
    [
        new("source", Texts.Id, "Where they come from.", IsRequired: true),
        new("topic", Texts.Id, "What they are about.", IsRequired: true),
        new("reason", Reason, "What is missing.", IsRequired: true),
        new("cases", new ListShape("a list of ids", Texts.Id, 1, 10_000), "Their ids.", IsRequired: true),
    ];
}
