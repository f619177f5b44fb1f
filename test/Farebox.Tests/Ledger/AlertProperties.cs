using Farebox.Ledger;
using Farebox.Tests.Ledger.Model;
using FsCheck;
using FsCheck.Fluent;
using Replay = Farebox.Tests.Ledger.Model.Replay;

namespace Farebox.Tests.Ledger;

/// <summary>What is told follows from the entries alone, and is what a slow and plain look at every balance would tell.</summary>
public sealed class AlertProperties
{
    [Fact]
    public void What_is_told_of_a_balance_is_what_a_plain_look_after_every_entry_tells() =>
        Hold(acts => Told(acts, "low") is var (told, plain) && told.SequenceEqual(plain));

    [Fact]
    public void Without_a_way_back_it_would_tell_more_often() =>
        Break(acts => Told(acts, "low", recoverAbove: 20) is var (told, plain) && told.SequenceEqual(plain));

    [Fact]
    public void A_replay_comes_to_the_same_notices() => Hold(acts =>
    {
        var till = Play.Of(acts).Till;
        var again = Replay.Of(till.Entries, till.Book.Id);
        return again.Notices.Select(Line).SequenceEqual(till.Book.Notices.Select(Line));
    });

    [Fact]
    public void It_does_not_matter_how_often_a_book_is_touched() => Hold(acts => Touched(acts, often: 1) is var told && told.SequenceEqual(Touched(acts, often: 7)));

    [Fact]
    public void A_book_restored_in_the_middle_tells_what_the_first_one_tells() => Hold(acts => RestoredTells(acts, withState: true));

    [Fact]
    public void One_that_forgets_what_it_told_tells_it_again() => Break(acts => RestoredTells(acts, withState: false));

    private static List<string> Touched(Act[] acts, int often)
    {
        var play = new Play();
        foreach (var act in acts)
        {
            if (act is Act.Wait wait)
            {
                var from = play.Till.Now;
                for (var part = 1; part <= often; part++) play.Till.Advance(from.AddMinutes(wait.Minutes * part / often));
            }
            else
            {
                play.Do(act);
            }
        }

        return play.Till.Told;
    }

    private static bool RestoredTells(Act[] acts, bool withState)
    {
        var till = Play.Of(acts).Till;
        var half = till.Entries.Count / 2;
        var whole = Replay.Of(till.Entries.Take(half), till.Book.Id);
        var restored = Replay.Restored(whole, withDebts: true, withAlerts: withState);
        var (told, toldAgain) = (new List<string>(), new List<string>());
        foreach (var entry in till.Entries.Skip(half))
        {
            Replay.Continue(whole, [entry]);
            Replay.Continue(restored, [entry]);
            told.AddRange(whole.Notices.Select(Line));
            toldAgain.AddRange(restored.Notices.Select(Line));
        }

        return told.SequenceEqual(toldAgain);
    }

    /// <summary>What the rule told, and what comes of adding up every grant after every entry.</summary>
    private static (List<string> Told, List<string> Plain) Told(Act[] acts, string rule, long recoverAbove = 40)
    {
        var till = Play.Of(acts).Till;
        var book = new Book(till.Book.Id, "acme");
        var (told, plain, isLow) = (new List<string>(), new List<string>(), false);
        foreach (var entry in till.Entries)
        {
            Replay.Continue(book, [entry]);
            told.AddRange(book.Notices.Where(notice => notice.Rule == rule).Select(notice => $"{entry.Seq} {notice.Kind}"));
            var at = entry.Body is FellDue ? entry.OccurredAt : entry.RecordedAt;
            if (book.FindAlert(rule) is null || book.Grants.Count == 0 || !CanMoveABalance(entry)) continue;

            var left = book.Grants.Values.Where(grant => grant.PaysFrom <= at && !grant.HasEnded).Sum(grant => grant.AvailableAt(at));
            foreach (var use in book.Root.Uses.Where(use => use.Limit is not null)) left = Math.Min(left, Math.Max(0, use.Limit!.Value - use.Used));
            if (isLow ? left > recoverAbove : left <= 20)
            {
                isLow = !isLow;
                plain.Add($"{entry.Seq} {(isLow ? NoticeKind.BalanceLow : NoticeKind.BalanceRecovered)}");
            }
        }

        return (told, plain);
    }

    /// <summary>What is looked at as of a past instant may look otherwise now, though nothing has moved: that is told with the next thing that moves.</summary>
    private static bool CanMoveABalance(Entry entry) =>
        entry.Status == EntryStatus.Recorded && (entry.Transfers.Length > 0
            || entry.Body is FellDue { Item.Kind: DueKind.Notice or DueKind.Effective or DueKind.Rollover } or LimitSet or GrantPaid or AlertRuleSet or TopUpRuleSet);

    private static string Line(Notice notice) =>
        $"{notice.Kind} {notice.Rule} {notice.At:O} {notice.Member} {notice.Subject} {string.Join(' ', notice.Figures.Select(figure => $"{figure}"))}";

    private static void Hold(Func<Act[], bool> law) => Check.One(Config.QuickThrowOnFailure.WithMaxTest(200), Prop.ForAll(Act.Sequences, law));

    private static void Break(Func<Act[], bool> law) =>
        Assert.Contains(
            "Falsifiable",
            Assert.ThrowsAny<Exception>(() => Check.One(Config.QuickThrowOnFailure.WithMaxTest(5000), Prop.ForAll(Act.Sequences, law))).Message,
            StringComparison.Ordinal);
}
