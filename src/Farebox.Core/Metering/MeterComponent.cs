using Farebox.Metering.Expressions;

namespace Farebox.Metering;

/// <summary>One quantity of a meter, priced by its own row: for example class <c>cached_input</c> from <c>usage.cached_tokens</c>.</summary>
/// <remarks>Has a field or an expression. Equal by class, field, expression and optional.</remarks>
public sealed record MeterComponent
{
    internal const string CountClass = "count";

    private readonly byte[] _path;

    /// <param name="class">What the price row calls it: 1 to 128 of <c>A-Z a-z 0-9 . _ : @ -</c>.</param>
    /// <param name="field">Dotted path in the event's data, at most 256 bytes of UTF-8.</param>
    /// <param name="optional">Whether an event without the field is measured without this component.</param>
    /// <exception cref="ArgumentException">The class or the field is outside these bounds.</exception>
    public MeterComponent(string @class, string field, bool optional = false)
    {
        if (!Identifier.IsValid(@class)) throw new ArgumentException("A component's class is 1 to 128 of A-Z a-z 0-9 . _ : @ -", nameof(@class));

        (Class, Field, IsOptional, _path) = (@class, field, optional, FieldPath.ToUtf8(field, nameof(field)));
    }

    /// <param name="class">What the price row calls it: 1 to 128 of <c>A-Z a-z 0-9 . _ : @ -</c>.</param>
    /// <param name="expression">What is done with the fields of the event's data.</param>
    /// <param name="optional">Whether an event without one of the fields is measured without this component.</param>
    /// <exception cref="ArgumentException">The class is outside these bounds.</exception>
    public MeterComponent(string @class, QuantityExpression expression, bool optional = false)
    {
        ArgumentNullException.ThrowIfNull(expression);
        if (!Identifier.IsValid(@class)) throw new ArgumentException("A component's class is 1 to 128 of A-Z a-z 0-9 . _ : @ -", nameof(@class));

        (Class, Field, Expression, IsOptional, _path) = (@class, "", expression, optional, []);
    }

    // The component of a counting meter reads no field.
    private MeterComponent() => (Class, Field, _path) = (CountClass, "", []);

    public string Class { get; }

    /// <summary>Empty when there is an expression instead.</summary>
    public string Field { get; }

    public QuantityExpression? Expression { get; }

    public bool IsOptional { get; }

    internal static MeterComponent Count { get; } = new();

    internal ReadOnlySpan<byte> Path => _path;

    public bool Equals(MeterComponent? other) =>
        other is not null && Class == other.Class && Field == other.Field && IsOptional == other.IsOptional && Equals(Expression, other.Expression);

    public override int GetHashCode() => HashCode.Combine(Class, Field, Expression, IsOptional);
}
