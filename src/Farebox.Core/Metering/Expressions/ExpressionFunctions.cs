using Farebox.Wording;

namespace Farebox.Metering.Expressions;

/// <summary>The functions an expression may use. There is no other way out of the grammar: no variables, loops, texts or files.</summary>
internal static class ExpressionFunctions
{
    public const int ArgumentsMax = 8;

    private static readonly string[] Names = ["ceil", "floor", "round", "min", "max"];

    /// <summary>The act of a name, or nothing when there is no such function.</summary>
    public static ExpressionAct? Find(string name) => name switch
    {
        "ceil" => ExpressionAct.Ceiling,
        "floor" => ExpressionAct.Floor,
        "round" => ExpressionAct.Round,
        "min" => ExpressionAct.Smaller,
        "max" => ExpressionAct.Larger,
        _ => null,
    };

    public static string Unknown(string name)
    {
        var nearest = NearestName.Of(name, Names);
        var hint = nearest is null ? "" : $" Did you mean '{nearest}'?";
        return $"there is no function '{name}'.{hint} The functions are {string.Join(", ", Names)}";
    }
}
