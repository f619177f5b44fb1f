using Farebox.Charging;
using Farebox.Files.Yaml;
using Farebox.Ledger;
using Farebox.Ledger.Conventions;
using Farebox.Money;
using Farebox.Time;

namespace Farebox.Files.Conformance.Programs;

/// <summary>Reads the steps of a program: each is one command to the account, or lets time pass.</summary>
internal sealed partial class StepReader(ProgramSetup setup, LedgerPreset preset, Findings found)
{
    private static readonly TimeSpan DefaultTimeToLive = TimeSpan.FromHours(1);
    private static readonly TimeSpan BetweenSteps = TimeSpan.FromMinutes(1);

    private readonly GrantTermsReader _terms = new(preset, setup, found);
    private int _number;
    private DateTimeOffset? _clock;

    public ProgramStep Read(YamlMap map)
    {
        _number++;
        var at = map.Text("at") is { } text && Rfc3339.TryParse(text, out var instant) ? instant : _clock is { } last ? last + BetweenSteps : setup.Start;
        if (at < (_clock ?? setup.Start)) found.Error(map.Find("at")!.Place, $"time does not go back: the step before is taken at {Rfc3339.Format(_clock ?? setup.Start)}.");
        _clock = at;

        KeyValuePair<YamlScalar, YamlNode>[] actions = [.. map.Entries.Where(entry => entry.Key.Text is not ("at" or "as"))];
        if (actions.Length > 1) found.Error(actions[1].Key.Place, $"a step does one thing, and this one does {actions[0].Key.Text}. Make two steps of it.");
        var command = actions.Length == 0 ? null : CommandOf(actions[0].Key.Text, actions[0].Value);
        var isTooLong = command is AuthoriseHold or ExtendHold && Seconds((YamlMap)actions[0].Value) > TimeSpan.FromSeconds(HoldTerms.SecondsMax);
        return new(at, map.Text("as"), command) { Refusal = isTooLong ? "invalid_ttl" : null };
    }

    private Command? CommandOf(string action, YamlNode value) => action switch
    {
        "grant" => _terms.Read((YamlMap)value),
        "schedule" => _terms.ReadSchedule((YamlMap)value),
        "seats" => new SetSeats(ProgramSetup.Tenant, ProgramSetup.Account, Key, ((YamlMap)value).Required("schedule"), (int)((YamlScalar)((YamlMap)value).Find("seats")!).Number()),
        "end" => End((YamlMap)value),
        "move" => Move((YamlMap)value),
        "remove" => Remove((YamlMap)value),
        "top_up" => TopUp((YamlMap)value),
        "paid" => new MarkPaid(ProgramSetup.Tenant, ProgramSetup.Account, ((YamlScalar)value).Text, null),
        "use" => new RecordUsage(ProgramSetup.Tenant, ProgramSetup.Account, ProgramEvents.Of(value, Key)),
        "hold" => Hold((YamlMap)value),
        "capture" => Capture((YamlMap)value),
        "release" => new ReleaseHold(ProgramSetup.Tenant, ProgramSetup.Account, Key, ((YamlScalar)value).Text),
        "grow" => GrowHold.OfAmount(ProgramSetup.Tenant, ProgramSetup.Account, Key, ((YamlMap)value).Required("hold"), AmountText((YamlMap)value)),
        "extend" => new ExtendHold(ProgramSetup.Tenant, ProgramSetup.Account, Key, ((YamlMap)value).Required("hold"), Seconds((YamlMap)value)),
        "limit" => Limit((YamlMap)value),
        _ => throw new InvalidOperationException($"'{action}' was not checked."),
    };

    private string Key => $"step-{_number}";

    private AuthoriseHold Hold(YamlMap map)
    {
        var name = HoldName.ById(ProgramSetup.Tenant, ProgramSetup.Account, map.Required("id"));
        var (member, timeToLive) = (map.Text("member"), Seconds(map));
        if (map.Find("quantity") is not null)
        {
            var use = ProgramEvents.Of(map, Key);
            return AuthoriseHold.OfData(name, use.Type, use.Data, use.Content16, member, timeToLive);
        }

        var asset = AssetOf(map);
        var units = ProgramAssets.Units((YamlScalar)map.Find("amount")!, asset, found);
        return AuthoriseHold.OfAmount(name, asset, units, map.Text("meter"), map.Text("model"), member, timeToLive);
    }

    private CaptureHold Capture(YamlMap map) =>
        new(ProgramSetup.Tenant, ProgramSetup.Account, Key, map.Required("hold"), AmountText(map), map.Truth("final", otherwise: false));

    private SetLimit Limit(YamlMap map)
    {
        var asset = AssetOf(map);
        return new(ProgramSetup.Tenant, ProgramSetup.Account, Key, map.Text("member"), asset, ProgramAssets.Units((YamlScalar)map.Find("amount")!, asset, found));
    }

    private static string AmountText(YamlMap map) => DecimalText.Format(((YamlScalar)map.Find("amount")!).Number());

    private static TimeSpan Seconds(YamlMap map) =>
        map.Find("ttl_seconds") is YamlScalar seconds ? TimeSpan.FromSeconds((long)seconds.Number()) : DefaultTimeToLive;

    private Asset AssetOf(YamlMap map) => map.Text("asset") is { } code ? ProgramAssets.Of(code) : setup.Asset;
}
