using System.Collections.Immutable;
using Farebox.Charging;
using Farebox.Ledger;
using Farebox.Metering;
using Farebox.Money;
using Farebox.Rating;
using Farebox.Tests.Metering;

namespace Farebox.Tests.Ledger;

/// <summary>A book, a clock and the one who decides, as the journal would use them: advance, decide, apply.</summary>
/// <remarks>One credit is one smallest unit, and a token costs one credit, so that every number in a test is what it looks like.</remarks>
internal sealed class Till : IHoldHistory
{
    public const int Tenant = 1;

    public static readonly DateTimeOffset Noon = new(2026, 7, 1, 12, 0, 0, TimeSpan.Zero);
    public static readonly Asset Credit = new("credit", 0, AssetKind.Unit);
    public static readonly Asset Dollar = new("USD", 9, AssetKind.Currency);

    private readonly Decider _decider;
    private readonly Dictionary<string, EndedHold> _ends = [];
    private int _number;

    public Till(Catalog? catalog = null, params ReadOnlySpan<string> rateCards)
    {
        Catalog = catalog ?? Prices;
        _decider = new(new(Catalog), Tenant);
        Book = new(Identity.OfBook(Tenant, "acme"), "acme");
        Do(new OpenAccount(Tenant, "acme", rateCards.IsEmpty ? ["default"] : [.. rateCards], "default"));
    }

    /// <summary>
    /// Meters llm (leaves a debt), strict (rejects), seats (counts only); the type mixed is metered by cheap, which leaves a debt,
    /// and dear, which rejects.
    /// </summary>
    public static Catalog Prices { get; } = PricesOf(1m);

    public Book Book { get; }

    public Catalog Catalog { get; }

    public DateTimeOffset Now { get; set; } = Noon;

    /// <summary>Everything applied, in order.</summary>
    public List<Entry> Entries { get; } = [];

    public static Catalog PricesOf(decimal token) => Catalog.Empty.WithAsset(Credit, 1).WithAsset(Dollar, 2)
        .WithMeter(Tokens("llm", "llm"), 3).WithMeter(Tokens("strict", "strict", ShortfallPolicy.Reject), 4)
        .WithMeter(Tokens("cheap", "mixed"), 5).WithMeter(Tokens("dear", "mixed", ShortfallPolicy.Reject), 6)
        .WithMeter(new("seats", "seat", Aggregation.Count, [], isPriced: false), 7)
        .WithCardVersion(CardKind.Rate, "default", Card(Credit, ["llm", "strict", "cheap", "dear"], token), 8)
        .WithCardVersion(CardKind.Cost, "default", Card(Dollar, ["llm"], 0.001m), 9);

    public long Balance(string code) => Book.Accounts.Where(account => account.Code == code && account.Asset == Credit).Sum(account => account.Balance);

    /// <summary>Everything told, in order, as one line each.</summary>
    public List<string> Told { get; } = [];

    /// <summary>Decides and applies; the command must become an entry.</summary>
    public Entry Do(Command command)
    {
        var decision = Decide(command);
        Assert.True(decision.Entry is not null, $"{decision.Rejection}");
        return Apply(decision.Entry);
    }

    /// <summary>Decides a command that must be rejected; nothing is kept.</summary>
    public string Reject(Command command)
    {
        var decision = Decide(command);
        Assert.Null(decision.Entry);
        return decision.Rejection!.Code;
    }

    public Decision Decide(Command command)
    {
        Advance(Now);
        return _decider.Decide(command, Book, Now, this);
    }

    /// <summary>Posts what has fallen due.</summary>
    public int Advance(DateTimeOffset now)
    {
        Now = now;
        var posted = 0;
        while (_decider.DecideDue(Book, now) is { } due)
        {
            Apply(due);
            posted++;
        }

        return posted;
    }

    public Entry Grant(string id, long units, Func<GrantTerms, GrantTerms>? terms = null) => Do(Granting(id, units, terms));

    public IssueGrant Granting(string id, long units, Func<GrantTerms, GrantTerms>? terms = null)
    {
        var usual = new GrantTerms { Id = id, Asset = Credit, Units = units, Source = GrantSource.Purchased, EffectiveAt = Now };
        return new(Tenant, "acme", terms is null ? usual : terms(usual), effectiveNow: false);
    }

    public Entry Hold(string id, long units, string? member = null, string? meter = null, string? model = null, TimeSpan? lasts = null) =>
        Do(Holding(id, units, member, meter, model, lasts));

    public static AuthoriseHold Holding(
        string id, long units, string? member = null, string? meter = null, string? model = null, TimeSpan? lasts = null, Asset? asset = null) =>
        AuthoriseHold.OfAmount(HoldName.ById(Tenant, "acme", id), asset ?? Credit, units, meter, model, member, lasts ?? TimeSpan.FromHours(1));

    public Entry Capture(string hold, long units, bool final = false) => Do(Capturing(hold, $"{units}", final));

    public CaptureHold Capturing(string hold, string amount, bool final = false) => new(Tenant, "acme", $"key-{_number++}", hold, amount, final);

    public Entry Grow(string hold, long units) => Do(Growing(hold, $"{units}"));

    public GrowHold Growing(string hold, string amount) => GrowHold.OfAmount(Tenant, "acme", $"key-{_number++}", hold, amount);

    public Entry Extend(string hold, TimeSpan lasts) => Do(Extending(hold, lasts));

    public ExtendHold Extending(string hold, TimeSpan lasts) => new(Tenant, "acme", $"key-{_number++}", hold, lasts);

    public Entry Release(string hold) => Do(new ReleaseHold(Tenant, "acme", $"key-{_number++}", hold));

    public Entry Member(string id, string? parent = null) => Do(new AddMember(Tenant, "acme", id, parent));

    public Entry Limit(string? member, long units) => Do(new SetLimit(Tenant, "acme", $"key-{_number++}", member, Credit, units));

    public Entry Alert(AlertKind kind, long? below = null, int? percent = null, string member = "", TimeSpan? within = null, long? recovered = null, string? id = null) =>
        Do(Alerting(new()
        {
            Id = id ?? kind.Name(), Kind = kind, Asset = Credit, Member = member, Units = below, Percent = percent, RecoverUnits = recovered,
            Within = within ?? TimeSpan.Zero,
        }));

    public SetAlertRule Alerting(AlertRule rule) => new(Tenant, "acme", $"key-{_number++}", rule.Id, rule);

    public SetAlertRule Unalerting(string id) => new(Tenant, "acme", $"key-{_number++}", id, null);

    /// <summary>Sets the top-up rule of credits, at a tenth of a dollar each.</summary>
    public Entry BuyAt(long threshold, long? units = null, long? target = null, Func<TopUpRule, TopUpRule>? change = null)
    {
        var rule = new TopUpRule { Asset = Credit, Threshold = threshold, Units = units, Target = target, Price = Amount.FromUnits(Dollar, 100_000_000), PriceOf = 1 };
        return Do(new SetTopUpRule(Tenant, "acme", $"key-{_number++}", Credit, change is null ? rule : change(rule)));
    }

    public Entry BuyNoMore() => Do(new SetTopUpRule(Tenant, "acme", $"key-{_number++}", Credit, null));

    public Entry Paid(string id) => Do(new SettleTopUp(Tenant, "acme", id, true, "pay"));

    public Entry Failed(string id) => Do(new SettleTopUp(Tenant, "acme", id, false, "declined"));

    public Entry Use(long tokens, string? member = null, string? hold = null, bool final = false, DateTimeOffset? at = null, string type = "llm", string? model = null) =>
        Do(Using(tokens, member, hold, final, at, type, model));

    public RecordUsage Using(
        long tokens, string? member = null, string? hold = null, bool final = false, DateTimeOffset? at = null, string type = "llm",
        string? model = null, bool byHoldRoute = false)
    {
        var text = (model is null ? "" : $"\"model\":\"{model}\",") + $"\"tokens\":{tokens}";
        var extras = (member is null ? "" : $"\"member\":\"{member}\",") + (hold is null ? "" : $"\"hold\":\"{hold}\",") + (final ? "\"final\":true," : "");
        var usage = Events.Good($$$"""
            {"specversion":"1.0","id":"e-{{{_number++}}}","source":"gateway","type":"{{{type}}}","subject":"acme",{{{extras}}}"time":"{{{at ?? Now:O}}}","data":{{{{text}}}}}
            """.Trim());
        return new(Tenant, "acme", usage, byHoldRoute);
    }

    PastHold? IHoldHistory.Find(Book book, string holdId)
    {
        var entry = Entries.FirstOrDefault(entry => entry is { Status: EntryStatus.Recorded, Body: HoldDecided hold } && hold.Terms.Id == holdId);
        if (entry?.Body is not HoldDecided found) return null;

        var ended = _ends.TryGetValue(holdId, out var hold) ? hold : (EndedHold?)null;
        var terms = ended?.Change is { } became ? found.Terms with { Units = became.Units, LapsesAt = became.LapsesAt } : found.Terms;
        return new(terms, entry.Member, ended?.End);
    }

    public Entry Apply(Entry entry)
    {
        Book.Apply(entry);
        Entries.Add(entry);
        foreach (var notice in Book.Notices) Told.Add(Line(notice));
        foreach (var ended in Book.EndedHolds) _ends[ended.Id] = ended;
        return entry;
    }

    private static string Line(Notice notice) => string.Join(
        ' ', ((string[])[notice.Kind.Name(), notice.Member, notice.Subject, notice.Reason, .. notice.Figures.Select(figure => $"{figure.Name}={figure.Text}")])
            .Where(word => word.Length > 0));

    private static Meter Tokens(string id, string type, ShortfallPolicy shortfall = ShortfallPolicy.Debt) =>
        new(id, type, Aggregation.Sum, [new("tokens", "tokens")], ["model"], onShortfall: shortfall);

    private static CardVersion Card(Asset asset, string[] meters, decimal price) => new(
        1, Noon.AddYears(-1), asset, [.. meters.Select(meter => new CardRow(meter, "tokens", ImmutableSortedDictionary<string, string>.Empty, new PerUnitCharge(price)))]);
}
