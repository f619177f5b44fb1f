namespace Farebox.Metering.Expressions;

/// <summary>What a step of a compiled expression does with the numbers on its stack.</summary>
internal enum ExpressionAct : byte
{
    Number,
    Field,
    Negate,
    Add,
    Subtract,
    Multiply,
    Divide,
    Ceiling,
    Floor,
    Round,
    Smaller,
    Larger,
}

/// <summary>One step. The index is of a number or field, or the decimal places to round to.</summary>
internal readonly record struct ExpressionStep(ExpressionAct Act, int Index = 0);
