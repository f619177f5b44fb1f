using System.Globalization;
using System.Text.Json.Nodes;
using Farebox.Client;

namespace Farebox.Demo.Plan;

/// <summary>A row of the trace with the person and the model it was given. All its identities are functions of the row number.</summary>
internal sealed record DemoRequest(TraceRow Row, Person Person, string Model)
{
    private const string EventSource = "/samples/azure-2023-code";

    public string HoldId => string.Create(CultureInfo.InvariantCulture, $"hold-{Row.Number}");

    public string EventId => string.Create(CultureInfo.InvariantCulture, $"request-{Row.Number}");

    /// <summary>A guess before the answer is known, as any caller must make it: too low for about one request in seven.</summary>
    public int EstimatedOutputTokens => 32 + Row.InputTokens / 256;

    public static DemoRequest Of(TraceRow row)
    {
        var number = row.Number.ToString(CultureInfo.InvariantCulture);
        var person = Company.PersonAt(Draw.Below(Company.WeightTotal, "member:" + number));
        return new(row, person, person.Team.ModelAt(Draw.Below(100, "model:" + number)));
    }

    public HoldRequest ToHold() => new()
    {
        Id = HoldId,
        Meter = Prices.Meter,
        Member = Person.Name,
        Data = Tokens(EstimatedOutputTokens),
    };

    /// <summary>What really happened. It settles the hold, so the rest of the estimate is free again.</summary>
    public CloudEvent ToEvent() => new()
    {
        Id = EventId,
        Source = EventSource,
        Type = DemoSetup.EventType,
        Subject = Company.Account,
        Time = Row.At,
        Member = Person.Name,
        Hold = HoldId,
        Final = true,
        Data = Tokens(Row.OutputTokens),
    };

    private JsonObject Tokens(int output) => new()
    {
        ["model"] = Model,
        ["input_tokens"] = Row.InputTokens,
        ["output_tokens"] = output,
    };
}
