namespace Farebox.Money;

/// <summary>How a number that lies between two is rounded. Symmetric around zero.</summary>
public enum RoundingRule
{
    /// <summary>To the nearer; from the middle away from zero.</summary>
    HalfAwayFromZero,

    /// <summary>To the nearer; from the middle to the even one.</summary>
    HalfEven,

    /// <summary>Away from zero.</summary>
    Up,

    /// <summary>Towards zero.</summary>
    Down,
}
