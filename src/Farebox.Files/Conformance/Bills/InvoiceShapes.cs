using Farebox.Billing;
using Farebox.Billing.Conventions;
using Farebox.Billing.Invoices;
using Farebox.Billing.Outcomes;
using Farebox.Files.Shapes;

namespace Farebox.Files.Conformance.Bills;

/// <summary>The keys of cases about invoices, credit notes, commitments of windows and outcomes.</summary>
internal static class InvoiceShapes
{
    private const int LinesMax = 1000;

    public static ObjectShape Invoice { get; } = new("invoice", "a map with coupons, minimum, commitments, credits and taxes", InvoiceKeys);

    public static ObjectShape Line { get; } = new("invoice_line", "a map with amount, charge and kind", LineKeys, needsOne: true);

    public static ObjectShape Coupon { get; } = new("coupon", "a map with amount or percent", CouponKeys, ["amount", "percent"]);

    public static ObjectShape Commitment { get; } = new("commitment", "a map with amount and what counts toward it", CommitmentKeys);

    public static ObjectShape Credit { get; } = new("invoice_credit", "a map with amount and what it pays", CreditKeys);

    public static ObjectShape Tax { get; } = new("tax", "a map with percent, code and place", TaxKeys);

    public static ObjectShape Policy { get; } = new("policy", "a map with the choices of an invoice", PolicyKeys, needsOne: true);

    public static ObjectShape Note { get; } = new("note", "a map with lines", NoteKeys);

    public static ObjectShape NoteLine { get; } = new("note_line", "a map with credit and amount", NoteLineKeys);

    public static ObjectShape WindowPrice { get; } = new("window_commitment", "a map with amount", WindowPriceKeys);

    public static ObjectShape Window { get; } = new("use_window", "a map with amount", WindowKeys);

    public static ObjectShape Outcomes { get; } = new("outcomes", "a map with quiet_hours, once and cap", OutcomeKeys);

    public static ObjectShape Signal { get; } = new("signal", "a map with conversation, at and kind", SignalKeys);

    private static DecimalShape Amount => new("an amount");

    private static EitherShape Ids => new(Texts.Id, new ListShape("a list of names", Texts.Name, 1, LinesMax));

    private static TruthShape Truth => new();

    public static Key[] SetupKeys() =>
    [
        new("invoice", Invoice, "An invoice, whose lines are given."),
        new("credit_note", new WordShape("parts", "total"), "Notes that give back parts of lines; their parts are rounded, or their total is."),
        new("refund", new WordShape("paid"), "What may be given back of what was paid."),
        new("window_commitments", new MapShape("a map of commitments by name", Texts.Id, WindowPrice, LinesMax), "Commitments of windows of use."),
        new("outcomes", Outcomes, "When outcomes are billed."),
    ];

    public static Key[] InputKeys() =>
    [
        new("lines", new ListShape("a list of lines", new EitherShape(ConformanceShapes.Number, Line), 0, LinesMax), "The lines of an invoice: an amount, or a map."),
        new("notes", new ListShape("a list of credit notes", Note, 1, LinesMax), "One after the other, of the same lines."),
        new("computed", Amount, "What a credit comes to by itself."),
        new("paid", Amount, "What was paid."),
        new("credited", Amount, "What has been credited of it. Left out: 0."),
        new("windows", new ListShape("a list of windows", Window, 1, LinesMax), "What was used in each."),
        new("signals", new ListShape("a list of signals", Signal, 0, LinesMax), "What is heard of conversations."),
    ];

    public static Key[] ExpectedKeys() =>
    [
        new("sub_total", ConformanceShapes.Number, "The lines less discounts."),
        new("discount", ConformanceShapes.Number, "All discounts; of a credit note, what the credited parts had been discounted by."),
        new("discounts", Numbers, "What is taken off each line."),
        new("after", Numbers, "What discounts leave of each line."),
        new("coupons", new IntegerShape(0, LinesMax), "How many coupons took something off."),
        new("true_up", ConformanceShapes.Number, "What is missing to a minimum or a commitment."),
        new("committed", ByName, "What each commitment covers."),
        new("within", ConformanceShapes.Number, "What counts toward the commitments of windows."),
        new("overage", ConformanceShapes.Number, "What is above them, at its price."),
        new("credits_left", Numbers, "What is left of each credit."),
        new("taxes", ByName, "What each tax comes to."),
        new("tax", ConformanceShapes.Number, "All taxes."),
        new("line_taxes", Numbers, "The taxes of each line, rounded by itself."),
        new("effective_percent", ConformanceShapes.Number, "How many percent the taxes are on average."),
        new("balance_used", ConformanceShapes.Number, "What is paid with what the customer was owed."),
        new("shown", new ListShape("a list of lines", new MapShape("a map with line, quantity and amount", Texts.Id, new ValueShape("a value")), 0, LinesMax), "The lines as a customer reads them."),
        new("sub_totals", Numbers, "Each credit note without tax."),
        new("note_taxes", Numbers, "The tax of each."),
        new("totals", Numbers, "Each in all."),
    ];

    private static ListShape Numbers => new("a list of numbers", ConformanceShapes.Number, 0, LinesMax);

    private static MapShape ByName => new("a map of numbers by name", Texts.Name, ConformanceShapes.Number);

    private static Key[] InvoiceKeys() =>
    [
        new("currency", Texts.AssetCode, "Left out: USD."),
        new("coupons", new ListShape("a list of coupons", Coupon, 0, LinesMax), "Discounts on its lines."),
        new("minimum", Amount, "The least that the lines come to."),
        new("maximum", Amount, "The most."),
        new("commitments", new ListShape("a list of commitments", Commitment, 0, LinesMax), "What has been promised or paid ahead."),
        new("credits", new ListShape("a list of credits", Credit, 0, LinesMax), "Money that pays."),
        new("balance", Amount, "What the customer is owed from before."),
        new("taxes", new ListShape("a list of taxes", Tax, 0, LinesMax), "Those there are."),
        new("country", Texts.Id, "Where the customer is."),
        new("region", Texts.Id, "The part of the country."),
        new("customer", new WordShape("taxed", "exempt", "reverse_charge"), "Whether tax is asked. Left out: taxed."),
        new("policy", Policy, "Choices; those left out are the preset's."),
    ];

    private static Key[] ScopeKeys() =>
    [
        new("charges", Ids, "Only lines of these charges."),
        new("plans", Ids, "Only lines of these plans."),
        new("kinds", new ListShape("a list of kinds", Kind, 1, 10), "Only lines of these kinds."),
    ];

    private static WordShape Kind => new(ChoiceWords.All<LineKind>());

    private static Key[] LineKeys() =>
    [
        new("amount", ConformanceShapes.Number, "What it comes to; it is rounded."),
        new("charge", Texts.Name, "What it is called."),
        new("kind", Kind, "What it is for. Left out: usage."),
        new("plan", Texts.Id, "The plan it is of."),
        new("category", Texts.Id, "What taxes call it."),
        new("taxes", new EitherShape(Texts.Id, new ListShape("a list of codes", Texts.Id, 0, 10)), "Its own taxes by code, in place of those of its place."),
        new("quantity", ConformanceShapes.Number, "How much it is for. Left out: 1."),
    ];

    private static Key[] CouponKeys() =>
    [
        new("id", Texts.Id, "What it is called."),
        new("amount", Amount, "What it takes off."),
        new("percent", new DecimalShape("a percentage"), "How many of a hundred."),
        new("currency", Texts.AssetCode, "What its amount is in."),
        .. ScopeKeys(),
    ];

    private static Key[] CommitmentKeys() =>
    [
        new("id", Texts.Id, "What it is called."),
        new("amount", Amount, "How much.", IsRequired: true),
        new("priority", new IntegerShape(0, 1000), "The lower is filled first."),
        new("paid", new WordShape("ahead", "behind"), "Whether what counts toward it has been paid. Left out: ahead."),
        new("nested", Truth, "Whether what counts toward it counts toward others, too."),
        new("overage_factor", new DecimalShape("a factor"), "What is above costs so many times its price."),
        .. ScopeKeys(),
    ];

    private static Key[] CreditKeys() =>
    [
        new("id", Texts.Id, "What it is called."),
        new("amount", Amount, "How much.", IsRequired: true),
        new("tax_percent", new DecimalShape("a percentage"), "The tax that was paid when it was bought."),
        .. ScopeKeys(),
    ];

    private static Key[] TaxKeys() =>
    [
        new("code", Texts.Id, "What it is called. Left out: tax."),
        new("percent", new DecimalShape("a percentage"), "How much.", IsRequired: true),
        new("country", Texts.Id, "Where it is due. Left out: everywhere."),
        new("region", Texts.Id, "The part of the country."),
        new("category", Texts.Id, "What it is due on. Left out: everything."),
        new("prices", new WordShape("exclude", "include"), "Whether prices hold it already. Left out: exclude."),
    ];

    private static Key[] PolicyKeys() =>
    [
        new("coupon_order", new WordShape(ChoiceWords.All<CouponOrder>()), "Which coupons go first."),
        new("coupon_scope", new WordShape("any", "narrow_first"), "Whether those for fewer lines go first."),
        new("share_decimals", new IntegerShape(0, 12), "Decimal places of a line's share of a discount."),
        new("share_rest", new WordShape(ChoiceWords.All<ShareRest>()), "Who takes what cutting leaves."),
        new("tax_rounding", new WordShape(ChoiceWords.All<TaxRounding>()), "Where taxes are rounded."),
        new("tax_base", new WordShape(ChoiceWords.All<TaxBase>()), "What taxes are of."),
        new("minimum_base", new WordShape(ChoiceWords.All<MinimumBase>()), "What is compared with the minimum."),
    ];

    private static Key[] NoteKeys() => [new("lines", new MapShape("a map of lines by id", Texts.Id, NoteLine, LinesMax), "What is given back of each.", IsRequired: true)];

    private static Key[] NoteLineKeys() =>
    [
        new("credit", Amount, "How much of it, before discounts and without tax.", IsRequired: true),
        new("amount", Amount, "The whole line.", IsRequired: true),
        new("discount", Amount, "What had been taken off it."),
        new("taxes", new MapShape("a map of percentages by code", Texts.Id, new DecimalShape("a percentage")), "Its taxes."),
    ];

    private static Key[] WindowPriceKeys() =>
    [
        new("amount", Amount, "What is committed.", IsRequired: true),
        new("overage_factor", new DecimalShape("a factor"), "What is above costs so many times its price."),
        new("missing", new WordShape("billed", "forgiven"), "Whether a window that comes to less is billed at the amount. Left out: forgiven."),
    ];

    private static Key[] WindowKeys() =>
    [
        new("amount", Amount, "What was used, priced.", IsRequired: true),
        new("before", Amount, "What was used of the same span before."),
        new("commitment", Texts.Id, "Which commitment it has. Left out: none."),
    ];

    private static Key[] OutcomeKeys() =>
    [
        new("quiet_hours", new IntegerShape(1, 8784), "After how many hours of silence it counts. Left out: it must be confirmed."),
        new("once", new WordShape(ChoiceWords.All<OutcomeOnce>()), "How often a conversation is billed. Left out: ever."),
        new("cap", new IntegerShape(0, 1_000_000), "The most in a month."),
    ];

    private static Key[] SignalKeys() =>
    [
        new("conversation", Texts.Name, "Which.", IsRequired: true),
        new("at", Texts.Time, "When.", IsRequired: true),
        new("kind", new WordShape(ChoiceWords.All<OutcomeSignalKind>()), "What.", IsRequired: true),
    ];
}
