using Farebox.Ledger;
using Farebox.Money;

namespace Farebox.Charging;

/// <summary>Decides exchanges of one asset for another.</summary>
public sealed partial class Decider
{
    private Decision Exchange(ExchangeUnits command, Book book, DateTimeOffset now)
    {
        var asked = command.Asked;
        var priced = charger.Exchange(new(asked.From, asked.Units, asked.Card, asked.Model, asked.Product), book, now);
        if (priced.Code is { } code) return Decision.Reject(code, priced.Detail!);
        if (priced.Version!.Asset == asked.From) return Decision.Reject("invalid_rule", $"Exchange card '{asked.Card}' gives {asked.From.Code} itself. Name another card.");
        if (priced.Charge is not { } charge)
            return Decision.Reject("invalid_rule", $"{Said(asked.From, asked.Units)} comes to less than the smallest unit of {priced.Version.Asset.Code}. Exchange more at once.");
        if (asked.Grant is { } named && !TryGrant(book, named, out _, out var rejection)) return rejection;
        else if (asked.Grant is not null && Unfit(book.Grants[asked.Grant], asked, now) is { } unfit) return unfit;

        var exchange = book.AccountOf(AccountKind.Exchange, "", asked.From);
        if (ExchangeDecisions.Give(book, asked.From, priced.Given, asked.Grant, now, exchange, _draft) is var missing and > 0)
            return Decision.Reject("insufficient_credit", $"{Said(asked.From, priced.Given - missing)} is there that may be exchanged, and {Said(asked.From, priced.Given)} is needed.");
        if (!ExchangeDecisions.TryCost(book, _draft, out var cost))
            return Decision.Reject("invalid_rule", "What would be given was paid for in several currencies. Name one grant at a time.");

        var terms = new GrantTerms
        {
            Id = command.Id, Asset = priced.Version.Asset, Units = priced.Received, Source = GrantSource.Exchange, Priority = asked.Priority,
            EffectiveAt = now, ExpiresAt = asked.ExpiresAt ?? ExchangeDecisions.SoonestExpiry(book, _draft), CostBasis = cost,
        };
        if (terms.ExpiresAt <= now) return Decision.Reject("expiry_in_past", "The credit would expire at or before now. Give it a later expires_at.");
        if (NotNew(book, terms) is { } refusal) return refusal;
        if (!ExchangeDecisions.TryReceive(book, terms, now, _draft)) return Decision.Reject("amount_overflow", "All that was ever exchanged into this asset would not fit the ledger.");

        var body = new AssetExchanged(asked.From, asked.Units, asked.Units - priced.Given, terms, charge);
        return Keep(command, book, now, EntryKind.Exchange, body, _draft.ToArray());
    }

    private static Decision? Unfit(Grant grant, UnitsExchange asked, DateTimeOffset now)
    {
        if (grant.Terms.Asset != asked.From) return Decision.Reject("asset_mismatch", $"Grant '{grant.Terms.Id}' is in {grant.Terms.Asset.Code}, not in {asked.From.Code}.");
        if (grant.HasEnded || grant.Terms.ExpiresAt <= now) return Ended(grant.Terms.Id);
        return grant.PaysFrom > now ? Decision.Reject("grant_not_movable", $"Grant '{grant.Terms.Id}' may pay nothing yet: it waits to be released, paid for or effective.") : null;
    }

    private static string Said(Asset asset, long units) => $"{DecimalText.Format(units, asset.Scale)} {asset.Code}";
}
