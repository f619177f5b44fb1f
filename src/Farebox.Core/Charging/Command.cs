using System.Collections.Immutable;
using Farebox.Ledger;
using Farebox.Metering;
using Farebox.Money;

namespace Farebox.Charging;

/// <summary>Something to decide on a book. The cases are the classes of this file.</summary>
/// <remarks>
/// A command may be decided more than once before one decision is kept, and its identity makes sure that at most one is.
/// <see cref="Outcome"/> may be read once its submission has completed, and not before.
/// </remarks>
public abstract class Command
{
    private protected Command(int tenantId, string account, Guid key16, Guid content16)
    {
        TenantId = tenantId;
        Account = account;
        BookId = Identity.OfBook(tenantId, account);
        Key16 = key16;
        Content16 = content16;
    }

    /// <summary>Whose it is.</summary>
    public int TenantId { get; }

    /// <summary>The account it is about.</summary>
    public string Account { get; }

    /// <summary>The book of that account.</summary>
    public long BookId { get; }

    /// <summary>Its identity in the book.</summary>
    public Guid Key16 { get; }

    /// <summary>What is bound to that identity.</summary>
    public Guid Content16 { get; }

    /// <summary>Who does it, when it is an administrative act: such an act is recorded with its entry. It is not bound to the identity.</summary>
    public Actor? Actor { get; init; }

    /// <summary>What came of it.</summary>
    public Outcome? Outcome { get; set; }
}

/// <summary>Opens an account.</summary>
public sealed class OpenAccount(int tenantId, string account, ImmutableArray<string> rateCards, string costCard)
    : Command(tenantId, account, Identity.OfNamed(tenantId, account, "account", account), Identity.OfContent([rateCards[0], costCard, .. rateCards[1..]]))
{
    /// <summary>On one rate card.</summary>
    public OpenAccount(int tenantId, string account, string rateCard, string costCard)
        : this(tenantId, account, [rateCard], costCard)
    {
    }

    /// <summary>The rate cards it is on, in the order in which they pay.</summary>
    public ImmutableArray<string> RateCards { get; } = rateCards;

    /// <summary>The cost card it is costed by.</summary>
    public string CostCard { get; } = costCard;

    /// <summary>The alert rules its tenant wants for every account. They are not bound to the identity: what an account was opened with stays.</summary>
    public ImmutableArray<AlertRule> Alerts { get; init; } = [];
}

/// <summary>Adds a member.</summary>
public sealed class AddMember(int tenantId, string account, string id, string? parent)
    : Command(tenantId, account, Identity.OfNamed(tenantId, account, "member", id), Identity.OfContent(parent))
{
    /// <summary>Its id.</summary>
    public string Id { get; } = id;

    /// <summary>Whom it is below, if anybody.</summary>
    public string? Parent { get; } = parent;
}

/// <summary>Grants credit. An absent effective time means the moment it is recorded.</summary>
public sealed class IssueGrant(int tenantId, string account, GrantTerms terms, bool effectiveNow)
    : Command(tenantId, account, Identity.OfNamed(tenantId, account, "grant", terms.Id), ContentOf(terms, effectiveNow))
{
    /// <summary>Its terms; the effective time is replaced when it is <see cref="EffectiveNow"/>.</summary>
    public GrantTerms Terms { get; } = terms;

    /// <summary>Whether it is effective from the moment it is recorded.</summary>
    public bool EffectiveNow { get; } = effectiveNow;

    /// <summary>What is bound to the identity of a grant, or of what grants again and again. What came later is bound where it says something.</summary>
    internal static IEnumerable<string?> PartsOf(GrantTerms terms, bool effectiveNow) =>
    [
        terms.Asset.Code, $"{terms.Units}", terms.Source.Name(), $"{terms.Priority}",
        effectiveNow ? "" : $"{terms.EffectiveAt.UtcTicks}", $"{terms.ExpiresAt?.UtcTicks}", $"{terms.Grace.Ticks}",
        terms.CostBasis?.Asset.Code, $"{terms.CostBasis?.Units}",
        string.Join(',', terms.Scope.Meters), string.Join(',', terms.Scope.Models), string.Join(',', terms.Scope.Members),
        .. terms.Owner is { } owner ? ["owner", owner] : Array.Empty<string>(),
        .. terms.Payment != GrantPayment.Settled ? ["payment", terms.Payment.Name()] : Array.Empty<string>(),
        .. terms.Lendable != 0 ? ["lendable", $"{terms.Lendable}"] : Array.Empty<string>(),
        .. terms.Rollover is { } rollover ? ["rollover", $"{rollover}"] : Array.Empty<string>(),
    ];

    private static Guid ContentOf(GrantTerms terms, bool effectiveNow) => Identity.OfContent([.. PartsOf(terms, effectiveNow)]);
}

/// <summary>Sets the hard total limit of a member, or of the account itself.</summary>
public sealed class SetLimit(int tenantId, string account, string key, string? member, Asset asset, long units)
    : Command(tenantId, account, Identity.OfKey(tenantId, account, key), Identity.OfContent("limit", member, asset.Code, $"{units}"))
{
    /// <summary>Whose limit; the account's own when absent.</summary>
    public string? Member { get; } = member;

    /// <summary>What is limited.</summary>
    public Asset Asset { get; } = asset;

    /// <summary>The most that may be spent and held, ever.</summary>
    public long Units { get; } = units;
}

/// <summary>Records a usage event, or captures it from the hold whose route it came by.</summary>
public sealed class RecordUsage(int tenantId, string account, UsageEvent usage, bool byHoldRoute = false)
    : Command(tenantId, account, Identity.OfEvent(tenantId, account, usage.Source, usage.Id), usage.Content16)
{
    /// <summary>The event.</summary>
    public UsageEvent Usage { get; } = usage;

    /// <summary>Whether the hold must be open, or lapsed: only the hold's own route insists.</summary>
    public bool ByHoldRoute { get; } = byHoldRoute;
}

/// <summary>Asks for a hold: of a bare amount, of what data for a meter comes to, or of what was quoted.</summary>
public sealed class AuthoriseHold : Command
{
    private AuthoriseHold(int tenantId, string account, Guid key16, Guid content16, string id)
        : base(tenantId, account, key16, content16) => Id = id;

    /// <summary>The hold's id.</summary>
    public string Id { get; }

    /// <summary>Whether the caller chose the hold's id, instead of sending an <c>Idempotency-Key</c>.</summary>
    public bool IsNamed { get; private init; }

    /// <summary>What to hold, for a bare amount.</summary>
    public Asset? Asset { get; private init; }

    /// <summary>How much, for a bare amount.</summary>
    public long Units { get; private init; }

    /// <summary>The meter it is for.</summary>
    public string? Meter { get; private init; }

    /// <summary>The model it is for, for a bare amount.</summary>
    public string? Model { get; private init; }

    /// <summary>Data for <see cref="Meter"/>, priced by the account's card.</summary>
    public EventData? Data { get; private init; }

    /// <summary>The quote it is of, instead of an amount or data.</summary>
    public QuoteTerms? Quote { get; private init; }

    /// <summary>Whose it is.</summary>
    public string? Member { get; private init; }

    /// <summary>How long it lasts.</summary>
    public TimeSpan TimeToLive { get; private init; }

    /// <summary>A hold of a bare amount.</summary>
    /// <param name="name">How the caller identifies it.</param>
    public static AuthoriseHold OfAmount(
        HoldName name, Asset asset, long units, string? meter, string? model, string? member, TimeSpan timeToLive) =>
        new(name.TenantId, name.Account, name.Key16, Identity.OfContent("hold", asset.Code, $"{units}", meter, model, member, $"{timeToLive.Ticks}"), name.HoldId)
        {
            IsNamed = name.IsNamed, Asset = asset, Units = units, Meter = meter, Model = model, Member = member, TimeToLive = timeToLive,
        };

    /// <summary>A hold of what data for a meter comes to.</summary>
    public static AuthoriseHold OfData(
        HoldName name, string meter, EventData data, Guid dataContent16, string? member, TimeSpan timeToLive) =>
        new(name.TenantId, name.Account, name.Key16, Identity.OfContent("hold", meter, $"{dataContent16}", member, $"{timeToLive.Ticks}"), name.HoldId)
        {
            IsNamed = name.IsNamed, Meter = meter, Data = data, Member = member, TimeToLive = timeToLive,
        };

    /// <summary>A hold of exactly what was quoted.</summary>
    /// <param name="name">How the caller identifies it.</param>
    /// <param name="quote">The terms of the quote.</param>
    /// <param name="quoteId">The quote as the caller named it.</param>
    /// <param name="member">Whose it is.</param>
    /// <param name="timeToLive">How long it lasts.</param>
    public static AuthoriseHold OfQuote(HoldName name, QuoteTerms quote, string quoteId, string? member, TimeSpan timeToLive) =>
        new(name.TenantId, name.Account, name.Key16, Identity.OfContent("hold", "quote", quoteId, member, $"{timeToLive.Ticks}"), name.HoldId)
        {
            IsNamed = name.IsNamed, Quote = quote, Member = member, TimeToLive = timeToLive,
        };
}

/// <summary>How a caller identifies a hold: by its own id, or by an <c>Idempotency-Key</c> from which the id is derived.</summary>
public readonly record struct HoldName(int TenantId, string Account, Guid Key16, string HoldId, bool IsNamed)
{
    /// <summary>By the caller's own id.</summary>
    public static HoldName ById(int tenantId, string account, string id) =>
        new(tenantId, account, IdentityOf(tenantId, account, id), id, true);

    /// <summary>By an idempotency key; the id carries the identity, so that it can be found again.</summary>
    public static HoldName ByKey(int tenantId, string account, string key)
    {
        var key16 = Identity.OfKey(tenantId, account, key);
        return new(tenantId, account, key16, $"hold_{key16:N}", false);
    }

    /// <summary>The identity of the entry that authorised a hold of this id.</summary>
    public static Guid IdentityOf(int tenantId, string account, string holdId) =>
        holdId.StartsWith("hold_", StringComparison.Ordinal) && Guid.TryParseExact(holdId.AsSpan(5), "N", out var key16)
            ? key16
            : Identity.OfNamed(tenantId, account, "hold", holdId);
}

/// <summary>Captures a bare amount from a hold.</summary>
public sealed class CaptureHold(int tenantId, string account, string key, string holdId, string amount, bool final)
    : Command(tenantId, account, Identity.OfKey(tenantId, account, key), Identity.OfContent("capture", holdId, amount, final ? "final" : ""))
{
    /// <summary>The hold.</summary>
    public string HoldId { get; } = holdId;

    /// <summary>How much, as a decimal text of the hold's asset, in canonical form.</summary>
    public string Amount { get; } = amount;

    /// <summary>Whether the rest is freed.</summary>
    public bool Final { get; } = final;
}

/// <summary>Asks for more on an open hold: a bare amount, or what data for a meter comes to.</summary>
public sealed class GrowHold : Command
{
    private GrowHold(int tenantId, string account, string key, Guid content16, string holdId)
        : base(tenantId, account, Identity.OfKey(tenantId, account, key), content16) => HoldId = holdId;

    /// <summary>The hold.</summary>
    public string HoldId { get; }

    /// <summary>How much more, as a decimal text of the hold's asset, in canonical form; <see langword="null"/> when there is data.</summary>
    public string? Amount { get; private init; }

    /// <summary>The meter of the data; the hold's own when absent.</summary>
    public string? Meter { get; private init; }

    /// <summary>Data to be priced by the account's card.</summary>
    public EventData? Data { get; private init; }

    /// <summary>More by a bare amount.</summary>
    public static GrowHold OfAmount(int tenantId, string account, string key, string holdId, string amount) =>
        new(tenantId, account, key, Identity.OfContent("grow", holdId, amount), holdId) { Amount = amount };

    /// <summary>More by what data comes to.</summary>
    public static GrowHold OfData(int tenantId, string account, string key, string holdId, string? meter, EventData data, Guid dataContent16) =>
        new(tenantId, account, key, Identity.OfContent("grow", holdId, meter, $"{dataContent16}"), holdId) { Meter = meter, Data = data };
}

/// <summary>Makes an open hold last at least so long from now on.</summary>
public sealed class ExtendHold(int tenantId, string account, string key, string holdId, TimeSpan timeToLive)
    : Command(tenantId, account, Identity.OfKey(tenantId, account, key), Identity.OfContent("extend", holdId, $"{timeToLive.Ticks}"))
{
    /// <summary>The hold.</summary>
    public string HoldId { get; } = holdId;

    /// <summary>How long it lasts, counted from when this is recorded.</summary>
    public TimeSpan TimeToLive { get; } = timeToLive;
}

/// <summary>Releases a hold.</summary>
public sealed class ReleaseHold(int tenantId, string account, string key, string holdId)
    : Command(tenantId, account, Identity.OfKey(tenantId, account, key), Identity.OfContent("release", holdId))
{
    /// <summary>The hold.</summary>
    public string HoldId { get; } = holdId;
}

/// <summary>Brings a book to the present: posts what has fallen due. Repeating it adds nothing, so it needs no identity of its own.</summary>
public sealed class Touch(int tenantId, string account, bool saveProjections = false) : Command(tenantId, account, Guid.Empty, Guid.Empty)
{
    /// <summary>Whether the book's stored projections are brought up to date too.</summary>
    public bool SaveProjections { get; } = saveProjections;
}

/// <summary>Looks at a book as it is now and changes nothing; what has fallen due is taken into account without being posted.</summary>
public sealed class Inspect(int tenantId, string account, Func<Book, DateTimeOffset, object> look) : Command(tenantId, account, Guid.Empty, Guid.Empty)
{
    /// <summary>What to read off the book at an instant. Runs on the book's writer: keep it short, and keep nothing of the book.</summary>
    public Func<Book, DateTimeOffset, object> Look { get; } = look;
}
