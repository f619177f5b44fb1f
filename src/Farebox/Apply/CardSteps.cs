using Farebox.Client;
using Farebox.Files;
using Farebox.Time;

namespace Farebox.Apply;

/// <summary>Compares cards: a version that the server has is never edited, and a new one follows its last.</summary>
internal static class CardSteps
{
    public static IEnumerable<Step> Of(PricingFolder prices, ServerState server, DateTimeOffset now)
    {
        foreach (var card in prices.Cards.Select(version => (Wire: Wire.Of(version.Value), version.Place)).GroupBy(version => (version.Wire.Kind, version.Wire.Id)))
        {
            var known = server.Cards[card.Key].ToList();
            var last = known.LastOrDefault();
            foreach (var (version, place) in card)
            {
                var step = Of(version, place, known.Find(other => other.Version == version.Version), last, now);
                if (step.Kind == StepKind.Added) last = version;
                yield return step;
            }
        }
    }

    private static Step Of(Card card, Place place, Card? known, Card? last, DateTimeOffset now)
    {
        var what = $"{card.Kind} card {card.Id}, version {card.Version}";
        if (known is not null)
        {
            return Plan.Compare(what, place, Facts.Of(known), Facts.Of(card),
                $"A version is fixed once it is made, because usage was priced by it. Write what the server has, and add a version {last!.Version + 1} "
                + $"that is effective after {Rfc3339.Format(last.EffectiveFrom)}.");
        }

        if (Misfit(card, last) is { } misfit) return new(StepKind.Refused, what, place, []) { Remedy = misfit };

        return new(StepKind.Added, what, place, [.. Lines(card, last, now)])
        {
            Do = (client, cancellationToken) => client.Configuration.CreateCardAsync(card, cancellationToken),
        };
    }

    private static string? Misfit(Card card, Card? last)
    {
        var next = (last?.Version ?? 0) + 1;
        if (card.Version != next) return $"The server's next version of this card is {next}: number yours {next}, or add what is between.";
        if (last is null) return null;
        if (card.EffectiveFrom <= last.EffectiveFrom) return $"It must be effective after version {last.Version}, which is from {Rfc3339.Format(last.EffectiveFrom)}.";
        return card.Asset == last.Asset ? null : $"The card is in {last.Asset}. Write asset: {last.Asset}, or start another card.";
    }

    private static IEnumerable<string> Lines(Card card, Card? last, DateTimeOffset now)
    {
        yield return $"{card.Asset}, effective from {Rfc3339.Format(card.EffectiveFrom)}, {(card.Rows.Count == 1 ? "1 row" : $"{card.Rows.Count} rows")}";
        if (last is null) yield break;

        if (card.EffectiveFrom < now) yield return "That is in the past: usage that was priced since then keeps its price.";
        foreach (var difference in Fact.Differences(Facts.Rows(last), Facts.Rows(card))) yield return difference;
    }
}
