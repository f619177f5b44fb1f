using System.Text.Json.Nodes;
using Farebox.Ledger;
using Farebox.Money;

namespace Farebox.Files.Conformance.Programs;

/// <summary>What can be read off an account at a moment, by the names that expectations have.</summary>
internal static class ProgramState
{
    /// <summary>Sums are of one asset; grants and members are of every asset they have.</summary>
    public static JsonObject Of(ProgramBook program, Asset asset, NumberRounding rounding)
    {
        var (book, now) = (program.Book, program.Now);
        Grant[] grants = [.. book.Grants.Values.Where(grant => grant.Terms.Asset == asset)];
        var (available, debt) = (grants.Sum(grant => Available(grant, now)), DebtOf(book, asset));
        return new()
        {
            ["balance"] = Text(asset, available - debt),
            ["available"] = Text(asset, available),
            ["held"] = Text(asset, grants.Sum(grant => grant.Held.Balance)),
            ["debt"] = Text(asset, debt),
            ["granted"] = Text(asset, grants.Where(grant => grant.Terms.EffectiveAt <= now).Sum(grant => grant.Granted)),
            ["spent"] = Text(asset, grants.Sum(grant => grant.Spent)),
            ["used"] = Text(asset, grants.Sum(grant => grant.Spent) + debt),
            ["pending"] = Text(asset, grants.Sum(grant => grant.PendingExpiryAt(now))),
            ["expired"] = Text(asset, grants.Sum(grant => grant.Expired)),
            ["revoked"] = Text(asset, grants.Sum(grant => grant.Revoked)),
            ["balances"] = ByGrant(book, grant => Text(grant.Terms.Asset, Available(grant, now))),
            ["origins"] = Map(book.Grants.Values.GroupBy(grant => OriginOf(book, grant)).Select(line => (line.Key, (string?)Text(line.First().Terms.Asset, line.Sum(grant => Available(grant, now)))))),
            ["rolled"] = Text(asset, grants.Where(HasRolled).Sum(grant => Available(grant, now))),
            ["rollovers"] = Rollovers(grants, asset, now),
            ["bought"] = new JsonArray([.. book.TopUps.Where(topUp => topUp.Asset == asset).OrderBy(topUp => topUp.Seq).Select(PurchaseOf)]),
            ["assets"] = Map(book.Wallets.Values.Select(wallet => (wallet.Asset.Code, (string?)Text(wallet.Asset, BalanceOf(book, wallet.Asset, now))))),
            ["members"] = Map(book.Members.Values.Select(member => (member.Id, (string?)Text(asset, ForMember(book, member, asset, now))))),
            ["order"] = new JsonArray([.. book.WalletOf(asset).Live.Select(grant => (JsonNode)grant.Terms.Id)]),
            ["unit_costs"] = ByGrant(book, grant => UnitCost(grant.Terms) is { } cost ? DecimalText.Format(rounding.Of(cost)) : null),
        };
    }

    /// <summary>What an entry took, grant by grant in the order of its transfers; what no grant could pay is of the grant <c>debt</c>.</summary>
    public static JsonArray Draws(Entry? entry) =>
    [
        .. (entry?.Transfers ?? []).Where(transfer => transfer.To.Kind is AccountKind.Spent or AccountKind.Held).Select(transfer => (JsonNode)new JsonObject
        {
            ["grant"] = transfer.From.Kind == AccountKind.Debt ? RollUp.DebtGrant : LedgerAccount.ParseCode(transfer.From.Code).Name,
            ["amount"] = Text(transfer.From.Asset, transfer.Units),
        }),
    ];

    /// <summary>Every transfer, for example <c>wallet/a to spent/use: 5</c>.</summary>
    public static JsonArray Moves(IEnumerable<Entry> entries) =>
        [.. entries.SelectMany(entry => entry.Transfers).Select(move => (JsonNode)$"{move.From} to {move.To}: {Text(move.From.Asset, move.Units)}")];

    private static JsonNode PurchaseOf(TopUp topUp) =>
        new JsonObject { ["amount"] = Text(topUp.Asset, topUp.Units), ["charge"] = DecimalText.Format(topUp.Charge.ToDecimal()) };

    private static long Available(Grant grant, DateTimeOffset now) => grant.PaysFrom <= now && !grant.HasEnded ? grant.AvailableAt(now) : 0;

    private static bool HasRolled(Grant grant) => grant.Terms.Source == GrantSource.Rollover;

    /// <summary>The schedule or the grant that its units were first of.</summary>
    private static string OriginOf(Book book, Grant grant) =>
        grant.Terms.Schedule ?? (grant.Terms.From is { } from ? OriginOf(book, book.Grants[from]) : grant.Terms.Id);

    private static JsonObject Rollovers(IEnumerable<Grant> grants, Asset asset, DateTimeOffset now) => new(
        grants.Where(grant => HasRolled(grant) && Available(grant, now) > 0).OrderBy(grant => grant.Seq).GroupBy(grant => grant.Terms.Owner ?? "pool")
            .Select(owner => KeyValuePair.Create(owner.Key, (JsonNode?)new JsonArray([.. owner.Select(grant => (JsonNode)Text(asset, Available(grant, now)))]))));

    private static long BalanceOf(Book book, Asset asset, DateTimeOffset now) =>
        book.Grants.Values.Where(grant => grant.Terms.Asset == asset).Sum(grant => Available(grant, now)) - DebtOf(book, asset);

    private static long DebtOf(Book book, Asset asset) => book.WalletOf(asset).Debts.Sum(debt => debt.Units);

    /// <summary>What a use by the member could be paid from, whatever its meter and model.</summary>
    private static long ForMember(Book book, Member member, Asset asset, DateTimeOffset now)
    {
        var use = new Use(null, null, member, now);
        return book.WalletOf(asset).Live.Where(grant => grant.MayPay(use, now)).Sum(grant => grant.Wallet.Balance);
    }

    private static decimal? UnitCost(GrantTerms terms) =>
        terms.CostBasis is { } basis ? basis.ToDecimal() / Amount.FromUnits(terms.Asset, terms.Units).ToDecimal() : null;

    private static string Text(Asset asset, long units) => DecimalText.Format(units, asset.Scale);

    private static JsonObject ByGrant(Book book, Func<Grant, string?> of) => Map(book.Grants.Values.Select(grant => (grant.Terms.Id, of(grant))));

    private static JsonObject Map(IEnumerable<(string Name, string? Value)> items) =>
        new(items.Where(item => item.Value is not null).Select(item => KeyValuePair.Create(item.Name, (JsonNode?)item.Value)));
}
