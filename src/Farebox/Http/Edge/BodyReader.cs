using System.Text.Json;

namespace Farebox.Http.Edge;

/// <summary>One object of a body, read member by member. Every fault is kept, so that one answer names them all.</summary>
/// <remarks>
/// Asking never fails: what is missing or wrong reads as an empty value and leaves an error behind.
/// Nothing read may be used before <see cref="Done"/> has answered that there is none.
/// </remarks>
internal sealed partial class BodyReader
{
    private const int ErrorsMax = 20;

    private readonly JsonElement _element;
    private readonly string _pointer;
    private readonly List<BodyError> _errors;
    private readonly HashSet<string> _asked = new(StringComparer.Ordinal);
    private readonly List<BodyReader> _children = [];
    private readonly Problem? _unreadable;

    private BodyReader(JsonElement element, string pointer, List<BodyError> errors) =>
        (_element, _pointer, _errors) = (element, pointer, errors);

    private BodyReader(Problem unreadable)
        : this(default, "", []) => _unreadable = unreadable;

    /// <summary>A body that could not be read at all: every question is answered with nothing, and <see cref="Done"/> says why.</summary>
    public static BodyReader Unreadable(Problem refusal) => new(refusal);

    /// <param name="foreign">Members whose content others define, such as an event's data.</param>
    public static BodyReader Of(ReadOnlySpan<byte> body, params ReadOnlySpan<string> foreign)
    {
        if (StrictJson.Check(body, foreign) is { } fault) return new(Problem.Of([fault]));

        var reader = new Utf8JsonReader(body, new JsonReaderOptions { MaxDepth = StrictJson.DepthMax });
        var root = JsonElement.ParseValue(ref reader);
        if (root.ValueKind == JsonValueKind.Object) return new(root, "", []);
        return new(Problem.Of([new("", ProblemCodes.InvalidType, "The body is an object.")]));
    }

    /// <summary>Whether the member was sent, null included.</summary>
    public bool Has(string name) => _element.ValueKind == JsonValueKind.Object && _element.TryGetProperty(name, out _);

    /// <summary>Whether something was wrong so far, here or anywhere in the body.</summary>
    public bool HasFaults => _errors.Count > 0 || _unreadable is not null;

    /// <summary>Adds the rule of a type that would not be made of these members.</summary>
    public void Fault(ArgumentException rule)
    {
        // The parameter's name is ours, not the caller's.
        var end = rule.Message.LastIndexOf(" (Parameter", StringComparison.Ordinal);
        if (_errors.Count < ErrorsMax) _errors.Add(new(_pointer, ProblemCodes.InvalidRule, end < 0 ? rule.Message : rule.Message[..end]));
    }

    /// <summary>Adds a fault that only the handler can see.</summary>
    public void Fault(string name, ProblemCode code, string detail)
    {
        if (_errors.Count < ErrorsMax) _errors.Add(new($"{_pointer}/{JsonTrail.Segment(name)}", code, detail));
    }

    /// <summary>The refusal of everything that was wrong, members nobody asked for included; or nothing.</summary>
    public Problem? Done()
    {
        if (_unreadable is not null) return _unreadable;
        FindUnknown();
        return _errors.Count == 0 ? null : Problem.Of(_errors);
    }

    private void FindUnknown()
    {
        if (_element.ValueKind != JsonValueKind.Object) return;
        foreach (var member in _element.EnumerateObject())
        {
            if (!_asked.Contains(member.Name)) Fault(member.Name, ProblemCodes.UnknownMember, $"\"{Echo.Of(member.Name)}\" is not known here.");
        }

        foreach (var child in _children) child.FindUnknown();
    }

    private bool TryFind(string name, bool isRequired, out JsonElement value)
    {
        _asked.Add(name);
        value = default;
        if (_element.ValueKind != JsonValueKind.Object) return false;
        if (!_element.TryGetProperty(name, out value))
        {
            if (isRequired) Fault(name, ProblemCodes.MissingMember, $"\"{name}\" is missing.");
            return false;
        }

        if (value.ValueKind != JsonValueKind.Null) return true;
        Fault(name, ProblemCodes.NullMember, $"\"{name}\" is null.");
        return false;
    }

    private bool TryFind(string name, bool isRequired, JsonValueKind kind, string kindName, out JsonElement value)
    {
        if (!TryFind(name, isRequired, out value)) return false;
        if (value.ValueKind == kind) return true;
        Fault(name, ProblemCodes.InvalidType, $"\"{name}\" is {kindName}.");
        return false;
    }
}
