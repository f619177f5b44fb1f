using Farebox.Charging;
using Farebox.Ledger;
using Farebox.Tests.Ledger;

namespace Farebox.Tests.Charging;

/// <summary>Identities are stored, so they never change, and no two things may ever share one.</summary>
public sealed class IdentityTests
{
    [Fact]
    public void What_has_been_stored_is_found_again()
    {
        Assert.Equal(8079825001393118908, Identity.OfBook(7, "acme"));
        Assert.Equal(new("597303e1-921a-bcdd-2102-0d8a9e7a1b33"), Identity.OfEvent(7, "acme", "gateway", "e-1"));
        Assert.Equal(new("cbd1bef4-a5a6-2401-01da-a74145c588a8"), Identity.OfKey(7, "acme", "k-1"));
        Assert.Equal(new("ff966298-18f9-b0e0-9577-ee44c7bf50b0"), Identity.OfNamed(7, "acme", "hold", "h-1"));
        Assert.Equal(new("be281ebd-44df-08ee-9463-bd9d68443034"), Identity.OfDue(7, "acme", new(Noon, DueKind.Lapse, "h")));
        Assert.Equal(new("6b32f9b8-41c7-6050-4c74-6409b44faff9"), Identity.OfContent("a", null, ""));
    }

    [Fact]
    public void Names_of_any_length_and_writing_have_one() =>
        Assert.Equal(new("d2ed810c-8f22-e8e4-5ba8-abceaa322aa7"), Identity.OfEvent(7, "acme", string.Concat(Enumerable.Repeat("gate€", 400)), "e-1"));

    [Fact]
    public void Whatever_differs_has_another()
    {
        var due = new DueItem(Noon, DueKind.Lapse, "h");
        Guid[] ids =
        [
            Identity.OfEvent(1, "acme", "gateway", "e"), Identity.OfEvent(2, "acme", "gateway", "e"), Identity.OfEvent(1, "acme2", "gateway", "e"),
            Identity.OfEvent(1, "acme", "gate", "waye"), Identity.OfEvent(1, "acme", "gateway", "f"), Identity.OfEvent(1, "acmegate", "way", "e"),
            Identity.OfNamed(1, "acme", "member", "e"), Identity.OfNamed(1, "acme", "grant", "e"), Identity.OfNamed(1, "acme", "event", "e"), Identity.OfKey(1, "acme", "e"),
            Identity.OfDue(1, "acme", due), Identity.OfDue(1, "acme", due with { At = Noon.AddTicks(1) }),
            Identity.OfDue(1, "acme", due with { Kind = DueKind.Expiry }), Identity.OfDue(1, "acme", due with { Id = "i" }),
            Identity.OfContent("ab", "c"), Identity.OfContent("a", "bc"), Identity.OfContent("abc"), Identity.OfContent("abc", null), Identity.OfContent("abc", ""),
        ];

        Assert.Equal(ids.Length, ids.Distinct().Count());
        Assert.Equal(4, new[] { Identity.OfBook(1, "a"), Identity.OfBook(2, "a"), Identity.OfBook(1, "b"), Identity.OfBook(1, "") }.Distinct().Count());
        Assert.All([Identity.OfBook(1, "a"), Identity.OfBook(2, "a"), Identity.OfBook(1, "b")], id => Assert.True(id >= 0));
    }

    private static DateTimeOffset Noon => Till.Noon;
}
