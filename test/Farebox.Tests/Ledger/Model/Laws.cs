using Farebox.Charging;
using Farebox.Ledger;

namespace Farebox.Tests.Ledger.Model;

/// <summary>Laws that take more than a line to say.</summary>
internal static class Laws
{
    public static bool BalancesAreSums(Book book, IEnumerable<Entry> entries)
    {
        var sums = new Dictionary<string, Int128>();
        foreach (var transfer in entries.SelectMany(entry => entry.Transfers))
        {
            if (transfer.Units <= 0 || transfer.From == transfer.To) return false;

            sums[transfer.From.Code] = sums.GetValueOrDefault(transfer.From.Code) - transfer.Units;
            sums[transfer.To.Code] = sums.GetValueOrDefault(transfer.To.Code) + transfer.Units;
        }

        return book.Accounts.All(account => sums.GetValueOrDefault(account.Code) == account.Balance);
    }

    public static bool ReportsAddUp(Book book, IEnumerable<Entry> entries)
    {
        var recorded = entries.Where(entry => entry.Status == EntryStatus.Recorded).ToArray();
        var charges = recorded.SelectMany(entry => entry.Body switch { UsageReported usage => usage.Charges, UsageCorrected corrected => corrected.Charges, _ => [] }).ToArray();
        var taken = recorded.Select(entry => entry.Body).OfType<UsageCorrected>().SelectMany(corrected => corrected.Taken).ToArray();
        var spent = recorded.SelectMany(entry => entry.Transfers)
            .Total(transfer => transfer.To.Kind == AccountKind.Spent ? transfer.Units : transfer.From.Kind == AccountKind.Spent ? -transfer.Units : 0);
        var lines = book.RollUp.Lines;
        var owed = book.WalletOf(Till.Credit).DebtAccount.Balance;
        return lines.Total(line => line.Value.Units) == spent
            && lines.Sum(line => line.Value.Quantity) == charges.Sum(charge => charge.Quantity) - taken.Sum(back => back.Quantity)
            && lines.Total(line => line.Value.Cost) == charges.Total(charge => charge.UpstreamCost?.Units ?? 0) - taken.Total(back => back.Cost?.Units ?? 0)
            && lines.Where(line => line.Key.Grant == RollUp.DebtGrant).Total(line => line.Value.Units) == -owed
            && book.Grants.Values.Total(grant => grant.Spent) == spent + owed;
    }

    /// <summary>What sums by day say of a grant is what it holds.</summary>
    public static bool GrantsAddUp(Book book, bool withExpired)
    {
        var balances = book.Grants.Keys.ToDictionary(id => id, _ => (Int128)0, StringComparer.Ordinal);
        foreach (var ((_, grant, kind), units) in book.GrantMoves.Lines)
        {
            if (kind == GrantMoveKind.Expired && !withExpired) continue;
            balances[grant] += kind is GrantMoveKind.Issued or GrantMoveKind.MovedIn ? units : -units;
        }

        foreach (var (key, line) in book.RollUp.Lines.Where(line => line.Key.Grant is not ("" or RollUp.DebtGrant))) balances[key.Grant] -= line.Units;
        return book.Grants.Values.All(grant => balances[grant.Terms.Id] == grant.Wallet.Balance + grant.Held.Balance);
    }

    public static bool HoldsAreConserved(Book book, IReadOnlyList<Entry> entries, bool countExpired)
    {
        var moved = entries.SelectMany(entry => entry.Transfers).Where(transfer => transfer.Hold is not null).ToLookup(transfer => transfer.Hold);
        foreach (var terms in entries.Where(entry => entry.Status == EntryStatus.Recorded).Select(entry => entry.Body).OfType<HoldDecided>().Select(hold => hold.Terms))
        {
            var remaining = book.Holds.TryGetValue(terms.Id, out var open) ? open.Remaining : 0;
            var gone = moved[terms.Id].Where(transfer => transfer.From.Kind == AccountKind.Held && (countExpired || transfer.To.Kind != AccountKind.Expired));
            var grown = entries.Where(entry => entry.Status == EntryStatus.Recorded).Select(entry => entry.Body).OfType<HoldGrown>().Where(more => more.Hold.Id == terms.Id).Sum(more => more.Units);
            if (remaining < 0 || terms.Units + grown != gone.Sum(transfer => transfer.Units) + remaining) return false;
        }

        return book.Accounts.Where(account => account.Kind == AccountKind.Held).Sum(account => account.Balance) == book.Holds.Values.Sum(hold => hold.Remaining);
    }

    /// <summary>The bases of all grants together are those that came with an issue: what moved took no more and no less with it.</summary>
    public static bool CostIsConserved(Act[] acts, bool countMoved)
    {
        var book = Play.Of(acts).Till.Book;
        var left = book.Grants.Values.Total(grant => countMoved ? CostShare.LeftOf(grant)?.Units ?? 0 : grant.Terms.CostBasis?.Units ?? 0);
        return left == book.Grants.Values.Where(grant => grant.Terms.From is null).Total(grant => grant.Terms.CostBasis?.Units ?? 0);
    }

    public static bool LimitsHold(Act[] acts, EntryKind kind)
    {
        var play = new Play();
        foreach (var act in acts)
        {
            play.Do(act);
            var last = play.Till.Entries[^1];
            if (last.Kind != kind || last.Status != EntryStatus.Recorded || act is Act.Wait) continue;

            play.Till.Book.TryGetMember(last.Member[(last.Member.LastIndexOf('/') + 1)..], out var member);
            for (var node = member; node is not null; node = node.Parent)
            {
                if (node.WouldPass(Till.Credit, 0)) return false;
            }
        }

        return true;
    }

    public static bool RestoredGoesOn(Act[] acts, bool withDebts)
    {
        var till = Play.Of(acts).Till;
        var restored = Replay.Restored(Replay.Of(till.Entries.Take(till.Entries.Count / 2), till.Book.Id), withDebts);
        Replay.Continue(restored, till.Entries.Skip(till.Entries.Count / 2));
        return BookText.Whole(restored) == BookText.Whole(till.Book);
    }

    public static bool DecisionsArePure(Act[] acts, bool applyBetween)
    {
        var isPure = true;
        var play = new Play();
        play.Before = command =>
        {
            var before = BookText.Whole(play.Till.Book);
            var first = Text(play.Till.Decide(command));
            isPure &= BookText.Whole(play.Till.Book) == before;
            if (applyBetween && play.Till.Decide(command).Entry is { } entry) play.Till.Apply(entry);
            isPure &= Text(play.Till.Decide(command)) == first;
        };
        foreach (var act in acts)
        {
            play.Do(act);
            if (!isPure) return false;
        }

        return true;
    }

    public static bool TouchingChangesNothing(Act[] acts)
    {
        var (rarely, often) = (new Play(), new Play());
        foreach (var act in acts)
        {
            if (act is Act.Wait wait)
            {
                for (var minute = 0; minute <= wait.Minutes; minute++) often.Till.Advance(rarely.Till.Now.AddMinutes(minute));
                rarely.Till.Now = rarely.Till.Now.AddMinutes(wait.Minutes);
            }
            else
            {
                rarely.Do(act);
                often.Do(act);
            }
        }

        // What starts in the past falls due at once.
        rarely.Till.Advance(rarely.Till.Now);
        often.Till.Advance(rarely.Till.Now);
        return rarely.Till.Entries.Select(Told).SequenceEqual(often.Till.Entries.Select(Told))
            && BookText.RollUp(rarely.Till.Book).SequenceEqual(BookText.RollUp(often.Till.Book));
    }

    private static string Told(Entry entry) => $"{entry.Seq} {entry.Key16} {entry.Status} {entry.OccurredAt:O} {string.Join(", ", Moves.Of(entry))}";

    private static string Text(Decision decision) =>
        decision.Entry is { } entry ? $"{Told(entry)} {entry.Kind} {entry.Member} {entry.RecordedAt:O} {entry.Body}" : $"{decision.Rejection}";
}
