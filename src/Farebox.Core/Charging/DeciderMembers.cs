using Farebox.Ledger;

namespace Farebox.Charging;

/// <summary>Decisions on the tree of members.</summary>
public sealed partial class Decider
{
    private static Decision Move(MoveMember move, Book book, DateTimeOffset now)
    {
        if (!book.Members.TryGetValue(move.Id, out var member)) return Decision.Reject("member_unknown", $"There is no member '{move.Id}'.");
        if (!book.TryGetMember(move.Parent, out var parent)) return Decision.Reject("member_unknown", $"There is no member '{move.Parent}' to be below. Add it first.");
        if (parent.IsWithin(member)) return Decision.Reject("invalid_rule", $"'{move.Parent}' is '{move.Id}' or below it, so nobody would be above both.");

        // The longest path below it grows by as much as its own does.
        var growth = parent.PathLengthOf(member.Id) - member.Path.Length;
        if (growth > 0 && book.Members.Values.Any(below => below.IsWithin(member) && below.Path.Length + growth > Member.PathLengthMax))
            return Decision.Reject("invalid_rule", $"The ids from the top of the account down to somebody below '{move.Id}' would be longer than {Member.PathLengthMax} characters together.");

        // The entry stands under the path it had.
        return Keep(move, book, now, EntryKind.Reparent, new MemberMoved(move.Id, move.Parent), [], parent: member);
    }
}
