using Farebox.Billing;
using Farebox.Billing.Contracts;
using Farebox.Billing.Conventions;
using Farebox.Billing.Invoices;
using Farebox.Files.Yaml;
using Farebox.Money;

namespace Farebox.Files.Conformance.Bills;

/// <summary>Reads what an invoice is made of, whose shape has been checked.</summary>
internal static class InvoiceReading
{
    public static InvoiceDraft Read(YamlMap map, BillingPreset preset, YamlMap inputs, NumberRounding rounding) => new()
    {
        Currency = map.Text("currency") ?? "USD",
        Rounding = RoundingOf(rounding),
        Lines = [.. inputs.Items("lines").Select((node, i) => Line(node, i, RoundingOf(rounding)))],
        Coupons = [.. map.Items("coupons").Cast<YamlMap>().Select((coupon, i) => CouponOf(coupon, i))],
        Minimum = (map.Find("minimum") as YamlScalar)?.Number(),
        Maximum = (map.Find("maximum") as YamlScalar)?.Number(),
        Commitments = [.. map.Items("commitments").Cast<YamlMap>().Select((item, i) => new CommitmentBalance(CommitmentOf(item, i)))],
        Credits = [.. map.Items("credits").Cast<YamlMap>().Select((credit, i) => new InvoiceCredit(credit.Text("id") ?? $"credit {i + 1}", Number(credit, "amount")) { Scope = Scope(credit), TaxPercent = Number(credit, "tax_percent") })],
        Balance = Number(map, "balance"),
        Taxes = Taxes(map),
        Policy = Policy(map.Find("policy")?.OrEmpty(), preset.Invoice),
    };

    public static decimal Number(YamlMap map, string key) => (map.Find(key) as YamlScalar)?.Number() ?? 0m;

    /// <summary>Of an invoice: to the places of the case, or to hundredths.</summary>
    public static LineRounding RoundingOf(NumberRounding rounding) => new(
        new("X", rounding.Places ?? 2, AssetKind.Unit), rounding.Places ?? 2,
        rounding.Rule switch { RoundingRule.HalfEven => MidpointRounding.ToEven, RoundingRule.Down => MidpointRounding.ToZero, _ => MidpointRounding.AwayFromZero });

    private static BillLine Line(YamlNode node, int i, LineRounding rounding)
    {
        var map = node as YamlMap ?? new YamlMap(node.Place, []);
        var amount = node is YamlScalar scalar ? scalar.Number() : Number(map, "amount");
        var quantity = (map.Find("quantity") as YamlScalar)?.Number() ?? 1m;
        return new()
        {
            Charge = map.Text("charge") ?? $"line {i + 1}",
            Kind = map.Text("kind") is { } kind ? ChoiceWords.Read<LineKind>(kind) : LineKind.Usage,
            Plan = map.Text("plan") ?? "",
            TaxCategory = map.Text("category") ?? "",
            Taxes = map.Find("taxes") is { } taxes ? [.. taxes.Texts()] : default,
            Quantity = quantity,
            Exact = amount,
            Amount = rounding.Round(amount),
            Steps = [new("as given", quantity, 0m, amount)],
        };
    }

    private static Coupon CouponOf(YamlMap map, int i)
    {
        var id = map.Text("id") ?? $"coupon {i + 1}";
        var coupon = map.Find("percent") is YamlScalar percent ? Coupon.OfPercent(id, percent.Number()) : Coupon.OfAmount(id, Number(map, "amount"));
        return coupon with { Scope = Scope(map), Currency = map.Text("currency") };
    }

    private static Commitment CommitmentOf(YamlMap map, int i) => new(map.Text("id") ?? $"commitment {i + 1}", Number(map, "amount"))
    {
        Scope = Scope(map),
        Priority = (int)Number(map, "priority"),
        IsPrepaid = map.Text("paid") != "behind",
        IsNested = map.Truth("nested", otherwise: false),
        OverageFactor = (map.Find("overage_factor") as YamlScalar)?.Number() ?? 1m,
    };

    private static LineScope Scope(YamlMap map) => new()
    {
        Charges = map.Find("charges") is { } charges ? [.. charges.Texts()] : [],
        Plans = map.Find("plans") is { } plans ? [.. plans.Texts()] : [],
        Kinds = map.Find("kinds") is { } kinds ? [.. kinds.Texts().Select(ChoiceWords.Read<LineKind>)] : [],
    };

    private static TaxTerms Taxes(YamlMap map) => new()
    {
        Rates = [.. map.Items("taxes").Cast<YamlMap>().Select(rate => new TaxRate(rate.Text("code") ?? "tax", Number(rate, "percent"))
        {
            Country = rate.Text("country") ?? "",
            Region = rate.Text("region") ?? "",
            Category = rate.Text("category") ?? "",
            IsInclusive = rate.Text("prices") == "include",
        })],
        Country = map.Text("country") ?? "",
        Region = map.Text("region") ?? "",
        IsExempt = map.Text("customer") is "exempt" or "reverse_charge",
    };

    private static InvoicePolicy Policy(YamlMap? map, InvoicePolicy policy) => map is null ? policy : policy with
    {
        CouponOrder = map.Text("coupon_order") is { } order ? ChoiceWords.Read<CouponOrder>(order) : policy.CouponOrder,
        IsNarrowFirst = (map.Text("coupon_scope") ?? (policy.IsNarrowFirst ? "narrow_first" : "")) == "narrow_first",
        ShareDecimals = map.Find("share_decimals") is YamlScalar places ? (int)places.Number() : policy.ShareDecimals,
        ShareRest = map.Text("share_rest") is { } rest ? ChoiceWords.Read<ShareRest>(rest) : policy.ShareRest,
        TaxRounding = map.Text("tax_rounding") is { } rounding ? ChoiceWords.Read<TaxRounding>(rounding) : policy.TaxRounding,
        TaxBase = map.Text("tax_base") is { } tax ? ChoiceWords.Read<TaxBase>(tax) : policy.TaxBase,
        MinimumBase = map.Text("minimum_base") is { } minimum ? ChoiceWords.Read<MinimumBase>(minimum) : policy.MinimumBase,
    };
}
