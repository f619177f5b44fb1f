using System.Diagnostics.CodeAnalysis;
using Farebox.Files.Yaml;
using Farebox.Wording;

namespace Farebox.Files;

/// <summary>Things of one kind by their id, over all files. What is malformed is known by its id all the same, so that nothing else is blamed for it.</summary>
/// <param name="kind">What a message calls one: <c>meter</c>.</param>
/// <param name="isWhole">False where a file could not be read: what is missing may stand there.</param>
internal sealed class Section<T>(string kind, bool isWhole, Findings found)
    where T : class
{
    private readonly Dictionary<string, Placed<T?>> _things = new(StringComparer.Ordinal);

    public IEnumerable<Placed<T>> Valid => _things.Values.Where(thing => thing.Value is not null).Select(thing => new Placed<T>(thing.Value!, thing.Place));

    public void Add(YamlScalar id, T? thing)
    {
        if (!_things.TryAdd(id.Text, new(thing, id.Place)))
            found.Error(id.Place, $"the {kind} {Quoted.Of(id.Text)} is defined already, at {_things[id.Text].Place}. Keep one of the two.");
    }

    /// <summary>Finds what a value refers to, and says when it is nowhere.</summary>
    /// <returns>False, too, where it is malformed, which has been said already.</returns>
    public bool TryFind(YamlScalar reference, [NotNullWhen(true)] out T? thing)
    {
        thing = null;
        if (_things.TryGetValue(reference.Text, out var known))
        {
            thing = known.Value;
            return thing is not null;
        }

        if (!isWhole) return false;

        var meant = NearestName.Of(reference.Text, _things.Keys) is { } nearest ? $"Did you mean {nearest}?" : $"Define it under {kind}s.";
        return found.Error(reference.Place, $"there is no {kind} {Quoted.Of(reference.Text)} in these files. {meant}");
    }
}
