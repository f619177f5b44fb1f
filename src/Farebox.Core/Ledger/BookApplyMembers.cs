using Farebox.Money;

namespace Farebox.Ledger;

/// <summary>How an entry changes the tree of members.</summary>
public sealed partial class Book
{
    /// <summary>
    /// What was used stays with those it was counted with, and what limits have counted stays counted there. What is held goes along: it will be
    /// captured or freed under the new parents.
    /// </summary>
    private void MoveMember(MemberMoved moved)
    {
        var member = _members[moved.Id];
        var to = TryGetMember(moved.Parent, out var parent) ? parent : Root;
        CountHolds(member, -1);
        member.MoveBelow(to);
        foreach (var other in _members.Values)
        {
            if (other.IsWithin(member)) other.FindPath();
        }

        CountHolds(member, 1);
        foreach (var wallet in _wallets.Values) wallet.Sort(); // an order may look at how deep an owner stands
    }

    /// <summary>Counts with those who were above a member when it used something, wherever it stands now.</summary>
    private void CountAlong(string path, Asset asset, long units)
    {
        Root.UseOf(asset).Count(units);
        if (path.Length == 0) return;
        foreach (var id in path.Split('/')) _members[id].UseOf(asset).Count(units);
    }

    private void CountHolds(Member member, int sign)
    {
        foreach (var hold in _holds.Values)
        {
            if (hold.Parent is null && hold.Member.IsWithin(member)) member.Parent!.Count(hold.Terms.Asset, sign * hold.Remaining);
        }
    }
}
