namespace Farebox.Billing.Invoices;

/// <summary>The choices of an invoice where the field disagrees.</summary>
public sealed record InvoicePolicy
{
    public static InvoicePolicy Farebox { get; } = new();

    public CouponOrder CouponOrder { get; init; }

    /// <summary>Whether coupons for some lines go before those for more lines.</summary>
    public bool IsNarrowFirst { get; init; }

    /// <summary>Decimal places of a line's share of a discount; null: those of the invoice's lines.</summary>
    public int? ShareDecimals { get; init; }

    /// <summary>Who takes what cutting shares leaves over.</summary>
    public ShareRest ShareRest { get; init; }

    public TaxRounding TaxRounding { get; init; }

    public TaxBase TaxBase { get; init; }

    public MinimumBase MinimumBase { get; init; }
}

/// <summary>In which order coupons are taken, where it makes a difference.</summary>
public enum CouponOrder
{
    /// <summary>Amounts, then percentages of what is left.</summary>
    AmountFirst,

    /// <summary>Percentages, then amounts.</summary>
    PercentFirst,

    /// <summary>As they are given.</summary>
    AsGiven,
}

/// <summary>Who gets the smallest units that cutting the shares of a discount leaves over.</summary>
public enum ShareRest
{
    /// <summary>The lines that lost most.</summary>
    Largest,

    /// <summary>The last line.</summary>
    Last,
}

/// <summary>Where taxes are rounded.</summary>
public enum TaxRounding
{
    /// <summary>All taxes of the invoice together, once.</summary>
    Once,

    /// <summary>Each tax by itself.</summary>
    PerTax,

    /// <summary>Each tax of each line.</summary>
    PerLine,
}

/// <summary>What taxes are of.</summary>
public enum TaxBase
{
    /// <summary>What was served, after discounts: credit is a way to pay. Tax that was paid with the credit is taken off.</summary>
    BeforeCredits,

    /// <summary>What is left when credit has paid.</summary>
    AfterCredits,
}

/// <summary>What is compared with the minimum of an invoice.</summary>
public enum MinimumBase
{
    /// <summary>What is left after discounts.</summary>
    AfterDiscounts,

    /// <summary>The lines as they are priced.</summary>
    BeforeDiscounts,
}
