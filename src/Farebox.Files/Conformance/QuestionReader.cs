using Farebox.Billing.Conventions;
using Farebox.Files.Conformance.Bills;
using Farebox.Files.Conformance.Programs;
using Farebox.Files.Yaml;
using Farebox.Ledger.Conventions;
using Farebox.Metering.Expressions;
using Farebox.Rating;
using Farebox.Rating.Conventions;
using Farebox.Rating.Terms;

namespace Farebox.Files.Conformance;

/// <summary>Reads what a case asks out of its <c>setup</c> and <c>inputs</c>, whose shapes have been checked.</summary>
/// <param name="preset">What terms of prices mean that do not say so.</param>
/// <param name="credit">The same for terms of credit.</param>
/// <param name="bills">The same for fees and invoices.</param>
/// <param name="isRefusal">Whether the case expects terms that cannot be; then they are no mistake in the file.</param>
internal sealed class QuestionReader(ConventionPreset preset, LedgerPreset credit, BillingPreset bills, bool isRefusal, Findings found)
{
    // What stands first here is asked; what may go with it; and what it is asked about, of which one must be there.
    private static readonly (string Key, string[] With, string[] About, string[] Besides)[] Kinds =
    [
        ("ledger", ["rounding"], ["steps"], []),
        ("cycle", ["proration"], ["at", "through", "count"], []),
        ("subscription", ["proration", "rounding"], ["timeline"], ["statements_at", "discount"]),
        ("proration", ["rounding"], ["part"], ["amount", "period"]),
        ("invoice", ["rounding"], ["lines"], []),
        ("credit_note", ["rounding"], ["notes"], []),
        ("refund", [], ["computed"], ["paid", "credited"]),
        ("window_commitments", [], ["windows"], []),
        ("outcomes", [], ["signals"], ["through"]),
        ("threshold", ["charge", "rounding"], ["value", "events", "early"], ["before", "balance", "granted", "fees", "period"]),
        ("late", ["charge", "rounding"], ["billed", "runs"], ["now", "period"]),
        ("aggregation", ["charge", "where", "rounding"], ["events"], ["period"]),
        ("charge", ["rounding"], ["quantity", "quantities", "parts", "events", "changes"], ["before", "period"]),
        ("charges", ["rounding"], ["quantities"], ["period"]),
        ("card", ["rounding"], ["events"], ["period"]),
        ("split", [], ["amount"], ["weights", "keys"]),
        ("expression", [], ["data"], []),
        ("currency", [], [], []),
        ("rounding", [], ["value", "values"], []),
    ];

    private string? _refused;

    /// <returns>Nothing where it cannot be read; why is found.</returns>
    public Question? Read(YamlMap setup, YamlMap inputs)
    {
        if (Kind(setup) is not { } kind || !Fits(kind, setup, inputs)) return null;

        var errors = found.Errors;
        Question? question = kind switch
        {
            "expression" => ReadExpression(setup, inputs),
            "ledger" => new ProgramReader(credit, ReadCharge, found).Read((YamlMap)setup.Find("ledger")!, inputs, RoundingOf(setup)),
            _ when BillReader.Kinds.Contains(kind) => new BillReader(bills, ReadCharge, found).Read(kind, setup, inputs, RoundingOf(setup)),
            _ => Read(kind, setup, new CaseInputs(inputs)),
        };
        if (_refused is not null) return new RefusedQuestion(_refused);
        return found.Errors == errors ? question : null;
    }

    private Question? Read(string kind, YamlMap setup, CaseInputs inputs)
    {
        var rounding = RoundingOf(setup);
        return kind switch
        {
            "threshold" => ThresholdQuestion.Read((YamlMap)setup.Find("threshold")!, credit, setup.Find("charge") is { } priced ? ReadCharge(priced) : null, inputs, rounding),
            "late" => ReadCharge(setup.Find("charge")!) is { } late ? new LateQuestion(late, inputs, rounding) : null,
            "aggregation" => ReadAggregation(setup, inputs, rounding),
            "charge" when inputs.Has("changes") => ReadLevel(setup.Find("charge")!, inputs, rounding),
            "charge" => ReadCharge(setup.Find("charge")!) is { } charge ? new ChargeQuestion(charge, inputs, rounding) : null,
            "charges" => ReadCharges(setup, inputs, rounding),
            "card" => new CardReading(preset, ReadCharge, found).Read((YamlMap)setup.Find("card")!, inputs, rounding),
            "split" => SplitQuestion.Read((YamlMap)setup.Find("split")!, preset, inputs),
            "currency" => new CurrencyQuestion(setup.Required("currency")),
            _ => new RoundingQuestion(inputs, rounding),
        };
    }

    private NumberRounding RoundingOf(YamlMap setup) => NumberRounding.Read(setup.Find("rounding") as YamlMap, preset.MoneyRounding, found) ?? NumberRounding.None;

    private LevelQuestion? ReadLevel(YamlNode node, CaseInputs inputs, NumberRounding rounding)
    {
        switch (ReadCharge(node))
        {
            case GraduatedCharge graduated: return new(graduated.Table, IsVolume: false, inputs, rounding);
            case VolumeCharge volume: return new(volume.Table, IsVolume: true, inputs, rounding);
            case null: return null;
            default:
                found.Error(node.Place, "changes of a level are priced by graduated and volume tiers alone, without anything on them.");
                return null;
        }
    }

    private AggregationQuestion ReadAggregation(YamlMap setup, CaseInputs inputs, NumberRounding rounding)
    {
        var charge = setup.Find("charge") is { } node ? ReadCharge(node) : null;
        return new(MeterReader.ReadAggregation(setup, found), DimensionTest.Read(setup, "where"), charge, inputs, rounding);
    }

    private ChargesQuestion ReadCharges(YamlMap setup, CaseInputs inputs, NumberRounding rounding)
    {
        var charges = setup.Entries("charges").Select(entry => (entry.Key.Text, Charge: ReadCharge(entry.Value))).ToArray();
        return new([.. charges.Where(charge => charge.Charge is not null).Select(charge => (charge.Text, charge.Charge!))], inputs, rounding);
    }

    private ChargeModel? ReadCharge(YamlNode node)
    {
        var faults = new List<TermsFault>();
        var charge = ChargeReader.Read(YamlTerms.Of(node), preset, faults);
        if (faults.Count == 0) return charge;

        if (isRefusal) _refused = faults[0].Message;
        else foreach (var fault in faults) found.Error(YamlTerms.PlaceOf(node, fault.Path), fault.Message);
        return null;
    }

    private ExpressionQuestion? ReadExpression(YamlMap setup, YamlMap inputs)
    {
        var text = (YamlScalar)setup.Find("expression")!;
        if (QuantityExpression.TryRead(text.Text, out var expression, out var fault))
            return new(expression, [.. inputs.Entries("data").Select(entry => (entry.Key.Text, ((YamlScalar)entry.Value).Text))]);

        if (isRefusal) _refused = fault.Detail;
        else found.Error(text.Place, $"{Quoted.Of(text.Text)} is no expression. {fault.Detail}");
        return null;
    }

    private string? Kind(YamlMap setup)
    {
        var kind = Array.Find(Kinds, kind => setup.Find(kind.Key) is not null);
        if (kind.Key is null)
        {
            found.Error(setup.Place, $"one of the keys {Quoted.List(SetupShapes.Questions)} is missing here.");
            return null;
        }

        var fits = true;
        foreach (var (key, _) in setup.Entries.Where(entry => entry.Key.Text != kind.Key && !kind.With.Contains(entry.Key.Text)))
            fits = found.Error(key.Place, $"{key.Text} does not go with {kind.Key}. A case asks one thing.");
        return fits ? kind.Key : null;
    }

    private bool Fits(string key, YamlMap setup, YamlMap inputs)
    {
        var kind = Array.Find(Kinds, kind => kind.Key == key);
        var fits = true;
        foreach (var (name, _) in inputs.Entries.Where(entry => !kind.About.Contains(entry.Key.Text) && !kind.Besides.Contains(entry.Key.Text)))
            fits = found.Error(name.Place, $"{name.Text} is not asked about with {key}. Expected: {Quoted.List(kind.About.Concat(kind.Besides))}.");

        var about = kind.About.Count(name => inputs.Find(name) is not null);
        if (about == 0 && kind.About.Length > 0 && !isRefusal) fits = found.Error(setup.Place, $"inputs say nothing of {Quoted.List(kind.About)}, which {key} is asked about.");
        if (about > 1) fits = found.Error(inputs.Place, $"only one of {Quoted.List(kind.About)} may stand here. Keep the one that is meant.");
        if (key == "charges") fits &= FitsCharges(setup, inputs);
        if (setup.Find("charge") is null && (key == "late" || (key == "threshold" && inputs.Find("events") is not null)))
            fits = found.Error(setup.Place, $"{key} needs the charge that prices the quantities. Add charge beside it.");
        if (key == "late" && (setup.Text("late") == "original") != (inputs.Find("runs") is not null))
            fits = found.Error(setup.Find("late")!.Place, "late use of the current period is asked about with billed and now, of its original period with runs.");
        return fits && FitsPeriod(inputs);
    }

    private bool FitsCharges(YamlMap setup, YamlMap inputs)
    {
        if (inputs.Find("quantities") is not YamlMap quantities) return inputs.Find("quantities") is not { } list || found.Error(list.Place, "charges have quantities by their names: a map.");

        var names = setup.Entries("charges").Select(entry => entry.Key.Text).ToArray();
        var fits = true;
        foreach (var (name, _) in quantities.Entries.Where(entry => !names.Contains(entry.Key.Text)))
            fits = found.Error(name.Place, $"there is no charge {Quoted.Of(name.Text)} in this case. Expected: {Quoted.List(names)}.");
        return fits;
    }

    private bool FitsPeriod(YamlMap inputs)
    {
        if (inputs.Find("period") is not YamlMap period) return true;

        return CaseInputs.Time(period, "from") < CaseInputs.Time(period, "until") || found.Error(period.Find("until")!.Place, "a period ends later than it begins.");
    }
}
