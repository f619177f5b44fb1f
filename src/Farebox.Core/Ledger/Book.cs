using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;
using Farebox.Money;

namespace Farebox.Ledger;

/// <summary>The unit of consistency: one account with all its members. Everything in it changes together, in one sequence of entries.</summary>
/// <remarks>
/// A book changes only by <see cref="Apply"/>, whether an entry has just been decided or is replayed from the journal,
/// so what is derived live and what is derived again are derived by the same code. Not thread-safe: it belongs to its writer.
/// </remarks>
public sealed partial class Book : ICounters
{
    /// <summary>Open holds a book may have at once.</summary>
    public const int OpenHoldsMax = 10_000;

    /// <summary>Members an account may have.</summary>
    public const int MembersMax = 100_000;

    /// <summary>Live grants a book may have at once.</summary>
    public const int LiveGrantsMax = 1_000;

    /// <summary>Schedules of grants a book may have that have not ended.</summary>
    public const int SchedulesMax = 100;

    /// <summary>Ended holds a book remembers the end of; older ones are looked up in the journal.</summary>
    public const int EndedHoldsMax = 256;

    private readonly Dictionary<(string Code, string Asset), LedgerAccount> _accounts = [];
    private readonly Dictionary<(string Meter, string Asset), LedgerAccount> _spent = [];
    private readonly Dictionary<string, Grant> _grants = new(StringComparer.Ordinal);
    private readonly Dictionary<string, Member> _members = new(StringComparer.Ordinal);
    private readonly Dictionary<string, Hold> _holds = new(StringComparer.Ordinal);
    private readonly Dictionary<string, Wallet> _wallets = new(StringComparer.Ordinal);
    private readonly Dictionary<string, EndedHold> _ended = new(StringComparer.Ordinal);
    private readonly Queue<string> _endedInOrder = new();
    private readonly SortedSet<DueItem> _due = [];
    private readonly Dictionary<CounterKey, Counter> _counters = [];
    private readonly Dictionary<string, Schedule> _schedules = new(StringComparer.Ordinal);
    private bool _sorts;

    /// <summary>An unopened book.</summary>
    public Book(long id, string account) => (Id, Account) = (id, account);

    /// <summary>Derived from tenant and account.</summary>
    public long Id { get; }

    /// <summary>The seller's id of the account.</summary>
    public string Account { get; }

    /// <summary>Number of the last entry; zero before the account is opened.</summary>
    public long Seq { get; private set; }

    /// <summary>When the last entry was recorded; the book's clock never goes back behind it.</summary>
    public DateTimeOffset RecordedAt { get; private set; } = DateTimeOffset.UnixEpoch;

    /// <summary>The rate card the account is on.</summary>
    public string RateCard => RateCards[0];

    /// <summary>The rate cards its usage is paid by, in order: the first is <see cref="RateCard"/>, and mostly the only one.</summary>
    public ImmutableArray<string> RateCards { get; private set; } = ["default"];

    /// <summary>The cost card its usage is costed by.</summary>
    public string CostCard { get; private set; } = "default";

    /// <summary>The account itself, as the root of its members.</summary>
    public Member Root { get; } = new("", null);

    /// <summary>Ledger accounts in use.</summary>
    public IReadOnlyCollection<LedgerAccount> Accounts => _accounts.Values;

    /// <summary>All grants ever.</summary>
    public IReadOnlyDictionary<string, Grant> Grants => _grants;

    /// <summary>Schedules of grants, those that have ended too.</summary>
    public IReadOnlyDictionary<string, Schedule> Schedules => _schedules;

    /// <summary>Members by id.</summary>
    public IReadOnlyDictionary<string, Member> Members => _members;

    /// <summary>Open holds by id.</summary>
    public IReadOnlyDictionary<string, Hold> Holds => _holds;

    /// <summary>Wallets by asset code.</summary>
    public IReadOnlyDictionary<string, Wallet> Wallets => _wallets;

    /// <summary>Running counts, by what they are of.</summary>
    public IReadOnlyDictionary<CounterKey, Counter> Counters => _counters;

    /// <summary>Holds that ended lately, oldest first.</summary>
    public IEnumerable<EndedHold> EndedHolds => _endedInOrder.Select(id => _ended[id]);

    /// <summary>Usage since the last checkpoint.</summary>
    public RollUp RollUp { get; } = new();

    /// <summary>What became of grants besides being used, since the last checkpoint.</summary>
    public GrantMoves GrantMoves { get; } = new();

    /// <summary>The earliest instant at which something falls due, if anything will.</summary>
    public DateTimeOffset? NextDueAt => _due.Count == 0 ? null : _due.Min.At;

    /// <summary>The first thing due at or before <paramref name="now"/>, if there is one.</summary>
    public bool TryGetDue(DateTimeOffset now, out DueItem item)
    {
        item = _due.Count == 0 ? default : _due.Min;
        return _due.Count > 0 && item.At <= now;
    }

    /// <inheritdoc/>
    public Counter CounterOf(in CounterKey key) => _counters.GetValueOrDefault(key);

    /// <summary>How the hold ended, if it is among those remembered.</summary>
    public HoldEnd? EndOf(string holdId) => _ended.TryGetValue(holdId, out var ended) ? ended.End : null;

    /// <summary>What a hold that has ended had become, if it is among those remembered and had changed.</summary>
    public HoldChange? ChangeOf(string holdId) => _ended.TryGetValue(holdId, out var ended) ? ended.Change : null;

    /// <summary>The member of an id; the account itself for an empty one.</summary>
    public bool TryGetMember(string? id, [NotNullWhen(true)] out Member? member)
    {
        if (!string.IsNullOrEmpty(id)) return _members.TryGetValue(id, out member);

        member = Root;
        return true;
    }

    /// <summary>The wallet of an asset, empty when nothing was ever granted.</summary>
    public Wallet WalletOf(Asset asset)
    {
        if (_wallets.TryGetValue(asset.Code, out var wallet)) return wallet;

        wallet = new(asset, AccountOf(AccountKind.Debt, asset.Code, asset));
        _wallets.Add(asset.Code, wallet);
        return wallet;
    }

    /// <summary>The ledger account of a kind, name and asset, with balance zero when it was never used.</summary>
    public LedgerAccount AccountOf(AccountKind kind, string name, Asset asset)
    {
        if (kind != AccountKind.Spent) return AccountOf(LedgerAccount.CodeOf(kind, name), kind, asset);

        // Every event asks for its meter's account, so that one is found without building its code.
        if (!_spent.TryGetValue((name, asset.Code), out var account))
            _spent.Add((name, asset.Code), account = AccountOf(LedgerAccount.CodeOf(kind, name), kind, asset));
        return account;
    }

    /// <summary>The ledger account of a code as the journal writes it.</summary>
    public LedgerAccount AccountOf(string code, Asset asset) =>
        AccountOf(code, LedgerAccount.ParseCode(code).Kind, asset);

    private LedgerAccount AccountOf(string code, AccountKind kind, Asset asset)
    {
        if (!_accounts.TryGetValue((code, asset.Code), out var account))
            _accounts.Add((code, asset.Code), account = new(kind, code, asset));
        return account;
    }

    private Grant Open(GrantTerms terms, long seq)
    {
        var grant = new Grant(
            terms,
            AccountOf(AccountKind.Wallet, terms.Id, terms.Asset),
            AccountOf(AccountKind.Held, terms.Id, terms.Asset),
            terms.Owner is { } owner ? _members[owner] : null,
            seq);
        _grants.Add(terms.Id, grant);
        WalletOf(terms.Asset).Add(grant);
        return grant;
    }

    private void RememberEnd(EndedHold ended)
    {
        _ended[ended.Id] = ended;
        _endedInOrder.Enqueue(ended.Id);
        if (_endedInOrder.Count > EndedHoldsMax) _ended.Remove(_endedInOrder.Dequeue());
    }
}
