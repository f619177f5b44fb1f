namespace Farebox.PriceMaps;

/// <summary>One field of one model of a price map. Every field ends in exactly one <see cref="FieldFate"/>; none is dropped in silence.</summary>
/// <param name="path">Where it stands in the model.</param>
/// <param name="raw">The value as it is written in the file.</param>
internal sealed class MapField(string path, string raw)
{
    public string Path { get; } = path;

    public string Raw { get; } = raw;

    public FieldFate Fate { get; private set; } = FieldFate.Description;

    /// <summary>Why it is unmapped or doubtful: a word to count and accept by.</summary>
    public string? Code { get; private set; }

    public string? Detail { get; private set; }

    /// <summary>A doubt that was set aside on request; the row is made, and the report says so.</summary>
    public string? Accepted { get; private set; }

    /// <summary>The usage class that it prices.</summary>
    public string? Class { get; private set; }

    /// <summary>Dollars per token, second or search, to the digit.</summary>
    public decimal Price { get; private set; }

    public bool IsMapped => Fate == FieldFate.Mapped;

    public MapField Map(string @class, decimal price)
    {
        (Fate, Class, Price) = (FieldFate.Mapped, @class, price);
        return this;
    }

    /// <summary>A price, but none that a row of a card can say.</summary>
    public MapField Leave(string code, string detail)
    {
        (Fate, Code, Detail) = (FieldFate.Unmapped, code, detail);
        return this;
    }

    /// <summary>A price that is most likely wrong, or right in less cases than a row would apply to. The first doubt stays.</summary>
    public MapField Doubt(string code, string detail, IReadOnlySet<string> accepted)
    {
        if (Fate == FieldFate.Doubtful) return this;
        if (accepted.Contains(code))
        {
            Accepted ??= code;
            return this;
        }

        (Fate, Code, Detail) = (FieldFate.Doubtful, code, detail);
        return this;
    }
}

/// <summary>What became of a field.</summary>
internal enum FieldFate
{
    /// <summary>No price: a limit, an ability, a name.</summary>
    Description,

    /// <summary>A row of the cards.</summary>
    Mapped,
    Unmapped,
    Doubtful,
}
