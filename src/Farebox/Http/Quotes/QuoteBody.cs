using Farebox.Charging;
using Farebox.Http.Edge;
using Farebox.Http.Holds;

namespace Farebox.Http.Quotes;

/// <summary>Reads the body that asks for a quote.</summary>
internal static class QuoteBody
{
    private const int SecondsDefault = 15 * 60;
    private const int SecondsMax = 24 * 3600;

    public static QuoteQuestion Read(BodyReader body)
    {
        var question = new QuoteQuestion
        {
            Account = body.OptionalString("account", Rules.Id),
            RateCard = body.OptionalString("rate_card", Rules.Id),
            CostCard = body.OptionalString("cost_card", Rules.Id),
            At = body.OptionalTime("at"),
            Valid = TimeSpan.FromSeconds(body.OptionalInteger("valid_seconds", 1, SecondsMax, ProblemCodes.InvalidTtl) ?? SecondsDefault),
            Items = [.. body.Objects("items", isRequired: true, Quote.ItemsMax).Select(ReadItem).OfType<QuoteAsk>()],
        };
        if (question.Items.Count == 0 && !body.HasFaults) body.Fault("items", ProblemCodes.InvalidValue, "\"items\" has at least one item.");
        return question;
    }

    private static QuoteAsk? ReadItem(BodyReader item)
    {
        var meter = item.RequiredString("meter", Rules.Id);
        return EstimateData.Read(item) is { } estimate ? new(meter, estimate.Data) : null;
    }
}
