using Farebox.Charging;
using Farebox.Http.Edge;
using Farebox.Money;

namespace Farebox.Http.Exchange;

/// <summary>Reads the body that asks for an exchange.</summary>
internal static class ExchangeBody
{
    /// <summary>Nothing where the asset is unknown, which has been said.</summary>
    public static UnitsExchange? Read(BodyReader body, Asset? from, string defaultCard)
    {
        var units = body.RequiredUnits("amount", from);
        var card = body.OptionalString("card", Rules.Id) ?? defaultCard;
        var grant = body.OptionalString("grant", Rules.Id);
        var model = body.OptionalString("model", Rules.Name) ?? "";
        var product = body.OptionalString("product", Rules.Name) ?? "";
        var priority = body.OptionalInteger("priority", 0, 1_000) ?? 0;
        var expiresAt = body.OptionalTime("expires_at");
        return from is null ? null : new(from, units, card, grant, model, product, priority, expiresAt);
    }
}
