using System.Collections.Immutable;
using Farebox.Charging;
using Farebox.Ledger;
using Farebox.Money;
using Farebox.Tests.Ledger;
using Farebox.Tests.Metering;

namespace Farebox.Tests.Charging;

/// <summary>A repetition is known by what a command says. Whatever it says must count: a part forgotten would answer a new wish with an old result.</summary>
public sealed class CommandContentTests
{
    private static readonly GrantTerms Terms = new() { Id = "g", Asset = Till.Credit, Units = 5, Source = GrantSource.Purchased, EffectiveAt = Till.Noon };
    private static readonly TimeSpan Hour = TimeSpan.FromHours(1);

    /// <summary>Of each kind, commands that differ from the first in one thing they say.</summary>
    private static Dictionary<string, Command[]> Kinds() => new()
    {
        ["opening"] = [Open(["a"], "c"), Open(["b"], "c"), Open(["a"], "d"), Open(["a", "b"], "c"), Open(["b", "a"], "c")],
        ["adding a member"] = [Member(null), Member("a"), Member("b"), Member("")],
        ["granting"] =
        [
            Grant(Terms), Grant(Terms with { Asset = Till.Dollar }), Grant(Terms with { Units = 6 }), Grant(Terms with { Source = GrantSource.Bonus }),
            Grant(Terms with { Priority = 1 }), Grant(Terms with { EffectiveAt = Till.Noon.AddTicks(1) }), Grant(Terms with { ExpiresAt = Till.Noon.AddDays(1) }),
            Grant(Terms with { ExpiresAt = Till.Noon.AddDays(2) }), Grant(Terms with { Grace = Hour }), Grant(Terms, now: true),
            Grant(Terms with { CostBasis = Amount.FromUnits(Till.Dollar, 1) }), Grant(Terms with { CostBasis = Amount.FromUnits(Till.Dollar, 2) }),
            Grant(Terms with { CostBasis = Amount.FromUnits(Till.Credit, 1) }),
            Scoped(["llm"], [], []), Scoped(["strict"], [], []), Scoped([], ["llm"], []), Scoped([], [], ["llm"]), Scoped(["llm", "strict"], [], []),
        ],
        ["setting a limit"] = [Limit(null, Till.Credit, 1), Limit("a", Till.Credit, 1), Limit(null, Till.Dollar, 1), Limit(null, Till.Credit, 2)],
        ["holding"] =
        [
            OfAmount(Till.Credit, 1, null, null, null), OfAmount(Till.Dollar, 1, null, null, null), OfAmount(Till.Credit, 2, null, null, null),
            OfAmount(Till.Credit, 1, "a", null, null), OfAmount(Till.Credit, 1, null, "a", null), OfAmount(Till.Credit, 1, null, null, "a"),
            OfAmount(Till.Credit, 1, null, null, null, 2), OfData("llm", 1, null, 1), OfData("strict", 1, null, 1), OfData("llm", 2, null, 1), OfData("llm", 1, "a", 1),
            OfData("llm", 1, null, 2), OfQuote("q", null, 1), OfQuote("r", null, 1), OfQuote("q", "a", 1), OfQuote("q", null, 2),
        ],
        ["what is done to a hold"] =
        [
            Capture("h", "1", false), Capture("i", "1", false), Capture("h", "2", false), Capture("h", "1", true),
            GrowHold.OfAmount(1, "acme", "k", "h", "1"), GrowHold.OfAmount(1, "acme", "k", "i", "1"), GrowHold.OfAmount(1, "acme", "k", "h", "2"),
            Grow("h", "llm", 1), Grow("i", "llm", 1), Grow("h", null, 1), Grow("h", "strict", 1), Grow("h", "llm", 2),
            new ExtendHold(1, "acme", "k", "h", Hour), new ExtendHold(1, "acme", "k", "i", Hour), new ExtendHold(1, "acme", "k", "h", Hour * 2),
            new ReleaseHold(1, "acme", "k", "h"), new ReleaseHold(1, "acme", "k", "i"),
        ],
    };

    public static TheoryData<string> Names => [.. Kinds().Keys];

    [Theory]
    [MemberData(nameof(Names))]
    public void Whatever_a_command_says_makes_it_another(string kind)
    {
        var commands = Kinds()[kind];

        Assert.Equal(commands.Length, commands.Select(command => command.Content16).Distinct().Count());
        Assert.Equal(commands.Select(command => command.Content16), Kinds()[kind].Select(command => command.Content16));
    }

    [Fact]
    public void What_has_been_stored_is_recognised_again()
    {
        Assert.Equal(new("ef0f514e-2b45-7f21-a193-44087484ee72"), Open(["a"], "c").Key16);
        Assert.Equal(new("cf2b117d-d26f-0bda-5859-04331b20eac6"), Member("b").Key16);
        Assert.Equal(new("cf7deb56-c79e-4b4b-0ec7-c4ab0647a510"), Grant(Terms).Key16);
        Assert.Equal(new("7611b8d0-efc2-9c6e-d78b-5e47932b8f47"), Limit(null, Till.Credit, 1).Content16);
        Assert.Equal(new("566d8c77-e948-80ab-0443-0f2ef4864a8c"), OfAmount(Till.Credit, 1, "a", null, null).Content16);
        Assert.Equal(new("349c50fa-cab2-32b9-58b0-189c39e28de6"), OfQuote("q", null, 1).Content16);
        Assert.Equal(new("8b22f154-bb3a-f75c-11f7-3840c1805686"), Capture("h", "1", false).Content16);
        Assert.Equal(new("710602fa-0610-e5f9-a504-c309434409cd"), Capture("h", "1", true).Content16);
        Assert.Equal(new("413a7202-9351-417b-cc69-2b724f211733"), GrowHold.OfAmount(1, "acme", "k", "h", "1").Content16);
        Assert.Equal(new("4befa86c-e25b-5cd5-debd-c4d0ece7c17a"), OfData("llm", 1, null, 1).Content16);
        Assert.Equal(new("60999e67-f5ad-1de1-3158-f990102b1438"), Grow("h", "llm", 1).Content16);
        Assert.Equal(new("2ef18a25-9847-b54a-8e9b-9f6571048763"), new ExtendHold(1, "acme", "k", "h", Hour).Content16);
        Assert.Equal(new("71bbd92d-8e31-718d-9fdf-95746b806c06"), new ReleaseHold(1, "acme", "k", "h").Content16);
        Assert.Equal(new("74ac05d4-75f8-8853-ae19-62015a97e35e"), HoldName.ById(1, "acme", "h").Key16);
    }

    [Fact]
    public void A_grant_effective_now_is_the_same_at_any_time() =>
        Assert.Equal(Grant(Terms, now: true).Content16, Grant(Terms with { EffectiveAt = Till.Noon.AddDays(1) }, now: true).Content16);

    [Fact]
    public void Each_kind_of_thing_has_names_of_its_own()
    {
        Guid[] keys =
        [
            Open(["a"], "c").Key16, new AddMember(1, "acme", "acme", null).Key16, Grant(Terms with { Id = "acme" }).Key16,
            HoldName.ById(1, "acme", "acme").Key16, HoldName.ByKey(1, "acme", "acme").Key16,
        ];

        Assert.Equal(keys.Length, keys.Distinct().Count());
    }

    [Fact]
    public void A_hold_by_key_is_found_again_by_the_name_it_was_given()
    {
        var byKey = HoldName.ByKey(1, "acme", "k");

        Assert.Equal((false, true), (byKey.IsNamed, HoldName.ById(1, "acme", "h").IsNamed));
        Assert.Equal(byKey.Key16, HoldName.IdentityOf(1, "acme", byKey.HoldId));
        Assert.Equal(HoldName.ById(1, "acme", "hold_x").Key16, HoldName.IdentityOf(1, "acme", "hold_x"));
        Assert.NotEqual(byKey.Key16, HoldName.IdentityOf(1, "acme", byKey.HoldId[5..]));
    }

    private static OpenAccount Open(ImmutableArray<string> rates, string cost) => new(1, "acme", rates, cost);

    private static AddMember Member(string? parent) => new(1, "acme", "m", parent);

    private static IssueGrant Grant(GrantTerms terms, bool now = false) => new(1, "acme", terms, now);

    private static IssueGrant Scoped(ImmutableArray<string> meters, ImmutableArray<string> models, ImmutableArray<string> members) =>
        Grant(Terms with { Scope = new(meters, models, members) });

    private static SetLimit Limit(string? member, Asset asset, long units) => new(1, "acme", "k", member, asset, units);

    private static AuthoriseHold OfAmount(Asset asset, long units, string? meter, string? model, string? member, int hours = 1) =>
        AuthoriseHold.OfAmount(HoldName.ById(1, "acme", "h"), asset, units, meter, model, member, Hour * hours);

    private static AuthoriseHold OfData(string meter, int content, string? member, int hours) =>
        AuthoriseHold.OfData(HoldName.ById(1, "acme", "h"), meter, Events.WithData("{}").Data, Content(content), member, Hour * hours);

    private static AuthoriseHold OfQuote(string id, string? member, int hours) =>
        AuthoriseHold.OfQuote(HoldName.ById(1, "acme", "h"), null!, id, member, Hour * hours);

    private static CaptureHold Capture(string hold, string amount, bool final) => new(1, "acme", "k", hold, amount, final);

    private static GrowHold Grow(string hold, string? meter, int content) => GrowHold.OfData(1, "acme", "k", hold, meter, Events.WithData("{}").Data, Content(content));

    private static Guid Content(int number) => Identity.OfContent($"{number}");
}
