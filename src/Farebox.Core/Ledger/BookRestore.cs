using System.Collections.Immutable;
using Farebox.Money;

namespace Farebox.Ledger;

public sealed partial class Book
{
    private void RestoreHold(HoldTerms terms, string member, long seq, IEnumerable<(string Grant, long Units)> portions, bool hasChanged)
    {
        var hold = new Hold(terms, TryGetMember(member, out var found) ? found : Root, seq);
        if (hasChanged) hold.Become(terms);
        foreach (var (grant, units) in portions) hold.Reserve(_grants[grant], units);
        _holds.Add(terms.Id, hold);
        _due.Add(new(terms.LapsesAt, DueKind.Lapse, terms.Id));
    }

    private void RestoreGrant(GrantTerms terms, in GrantState state)
    {
        var grant = Open(terms, state.Seq);
        grant.Restore(state);
        if (!state.IsEffective) AddEffective(grant);
        if (!state.IsExpired && terms.ExpiryPostsAt is { } at) _due.Add(new(at, DueKind.Expiry, terms.Id));
        if (!state.IsRolledOver && terms is { Rollover: not null, ExpiresAt: { } rollsAt }) _due.Add(new(rollsAt, DueKind.Rollover, terms.Id));
    }

    private void RestoreLast(long seq, DateTimeOffset recordedAt)
    {
        (Seq, RecordedAt) = (seq, recordedAt);
        foreach (var grant in _grants.Values)
        {
            if (grant.HasEnded || grant is { Wallet.Balance: 0, Held.Balance: 0 }) WalletOf(grant.Terms.Asset).Retire(grant);
        }

        foreach (var wallet in _wallets.Values) wallet.Sort();
    }

    /// <summary>Puts a book back together from a checkpoint: members and grants first, then balances, holds and debts.</summary>
    public sealed class Restore(long bookId, string account)
    {
        private readonly Book _book = new(bookId, account);

        /// <summary>The cards the account is on.</summary>
        public void Cards(ImmutableArray<string> rateCards, string costCard) => (_book.RateCards, _book.CostCard) = (rateCards, costCard);

        /// <summary>A member, after its parent; an empty id is the account itself, which is there already.</summary>
        public void Member(string id, string? parent)
        {
            if (id.Length > 0) _book._members.Add(id, new(id, _book.TryGetMember(parent, out var above) ? above : _book.Root));
        }

        /// <summary>What a member has used of an asset, and its limit.</summary>
        public void Use(string member, Asset asset, long used, long? limit)
        {
            if (!_book.TryGetMember(member, out var found)) throw new KeyNotFoundException($"The checkpoint names member '{member}', which it does not have.");
            found.UseOf(asset).Restore(used, limit);
        }

        /// <summary>A grant and where its units have gone.</summary>
        public void Grant(GrantTerms terms, in GrantState state) => _book.RestoreGrant(terms, state);

        /// <summary>The order the grants of an asset burn in, where it is not the default.</summary>
        public void Order(Asset asset, BurnOrder order) => _book.Burn(asset, order);

        /// <summary>A schedule and how far it has come.</summary>
        public void Schedule(ScheduleTerms terms, in ScheduleState state) => _book.Add(new Schedule(terms, state));

        /// <summary>The balance of a ledger account.</summary>
        public void Balance(string code, Asset asset, long balance) => _book.AccountOf(code, asset).Restore(balance);

        /// <summary>An open hold, and whether its terms have changed since the entry that authorised it.</summary>
        public void Hold(HoldTerms terms, string member, long seq, IEnumerable<(string Grant, long Units)> portions, bool hasChanged) =>
            _book.RestoreHold(terms, member, seq, portions, hasChanged);

        /// <summary>An open debt, oldest first.</summary>
        public void Debt(string key, Asset asset, string meter, string model, string member, long units) =>
            _book.WalletOf(asset).Owe(new(key, asset, meter, model, _book.TryGetMember(member, out var found) ? found : _book.Root, units));

        /// <summary>Where a running count stands.</summary>
        public void Counter(CounterKey key, Counter counter) => _book._counters.Add(key, counter);

        /// <summary>An alert rule, and since when what it watches is so; after the grants, and after <see cref="At"/>.</summary>
        public void Alert(AlertRule rule, DateTimeOffset? firingSince) => _book.RestoreAlert(rule, firingSince);

        /// <summary>When the last entry was recorded: of what is only to be told, what was due by then has been posted, except <see cref="Overdue"/>.</summary>
        public void At(DateTimeOffset recordedAt) => _book.RecordedAt = recordedAt;

        /// <summary>One of <see cref="OverdueNotices"/>.</summary>
        public void Overdue(DueItem item) => _book.Schedule(item);

        /// <summary>A top-up rule and where its buying stands.</summary>
        public void TopUpRule(string asset, TopUpRule? rule, TopUpStanding standing) => _book.RestoreTopUpRule(asset, rule, standing);

        /// <summary>A purchase.</summary>
        public void TopUp(TopUp topUp) => _book.RestoreTopUp(topUp);

        /// <summary>Up to when its periods are closed, by which entry, and what has come late for them since.</summary>
        public void Closing(DateTimeOffset? until, long seq, bool isFinished, DateTimeOffset? late) =>
            (_book.ClosedUntil, _book.ClosedSeq, _book.IsCloseFinished, _book.LateSince) = (until, seq, isFinished, late);

        /// <summary>The last entry that gave units back.</summary>
        public void Corrected(long seq) => _book.CorrectedSeq = seq;

        /// <summary>A hold that ended lately, oldest first.</summary>
        public void Ended(EndedHold hold) => _book.RememberEnd(hold);

        /// <summary>The book, as of its last entry.</summary>
        public Book Finish(long seq, DateTimeOffset recordedAt)
        {
            _book.RestoreLast(seq, recordedAt);
            return _book;
        }
    }
}
