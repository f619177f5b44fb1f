namespace Farebox.Time;

/// <summary>How long a running count goes on before it starts anew. All are of the calendar in UTC.</summary>
public enum CounterReset
{
    /// <summary>A calendar month: what most price lists mean.</summary>
    Month,

    /// <summary>A calendar day.</summary>
    Day,

    /// <summary>A calendar year.</summary>
    Year,

    /// <summary>For ever.</summary>
    Never,
}
