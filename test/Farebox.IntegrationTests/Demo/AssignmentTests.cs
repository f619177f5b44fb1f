using Farebox.Demo.Plan;

namespace Farebox.IntegrationTests.Demo;

public sealed class AssignmentTests
{
    private static readonly DemoRequest[] Requests = [.. Trace.Read().Select(DemoRequest.Of)];

    [Fact]
    public void Fifty_people_with_fifty_names_sit_in_five_teams_of_ten()
    {
        Assert.Equal(50, Company.People.Select(person => person.Name).Distinct().Count());
        Assert.Equal([10, 10, 10, 10, 10], Company.Teams.Select(team => team.Members().Count()));
        Assert.Equal(792, Company.WeightTotal);
    }

    /// <summary>A published vector of SHA-256 (the text <c>abc</c> begins ba7816bf8f01cfea), so that anyone's draw agrees with ours.</summary>
    [Theory]
    [InlineData(792, (int)(0xba7816bf8f01cfeaUL % 792))]
    [InlineData(100, (int)(0xba7816bf8f01cfeaUL % 100))]
    public void A_draw_is_the_head_of_a_hash(int bound, int expected) => Assert.Equal(expected, Draw.Below(bound, "abc"));

    [Theory]
    [InlineData(0, "ada")]
    [InlineData(79, "ada")]
    [InlineData(80, "ben")]
    [InlineData(287, "june")]
    [InlineData(288, "kai")]
    [InlineData(791, "zoe")]
    public void A_draw_falls_into_somebodys_weight(int draw, string name) => Assert.Equal(name, Company.PersonAt(draw).Name);

    [Theory]
    [InlineData(0, "small")]
    [InlineData(59, "small")]
    [InlineData(60, "medium")]
    [InlineData(89, "medium")]
    [InlineData(90, "large")]
    [InlineData(99, "large")]
    public void A_team_spreads_its_work_over_the_models(int percent, string model) =>
        Assert.Equal(model, Company.Teams[0].ModelAt(percent));

    [Fact]
    public void Use_is_skewed_and_nobody_is_idle()
    {
        var perPerson = Requests.GroupBy(request => request.Person).Select(group => group.Count()).OrderDescending().ToList();

        Assert.Equal(50, perPerson.Count);
        Assert.True(perPerson.Take(10).Sum() * 2 > Requests.Length, "Ten people make less than half of the traffic.");
    }

    [Fact]
    public void The_whole_assignment_is_the_same_everywhere() =>
        Assert.Equal(
            ["1 eva small", "2 uma small", "3 bella medium"],
            Requests.Take(3).Select(request => $"{request.Row.Number} {request.Person.Name} {request.Model}"));

    [Fact]
    public void Estimates_are_too_low_for_some_and_too_high_for_most()
    {
        var low = Requests.Count(request => request.EstimatedOutputTokens < request.Row.OutputTokens);

        Assert.InRange(low, Requests.Length / 10, Requests.Length / 5);
    }

    [Fact]
    public void Identities_are_functions_of_the_row_number_and_meet_in_the_event()
    {
        Assert.Equal(Requests.Length, Requests.Select(request => request.HoldId).Distinct().Count());
        Assert.Equal(Requests.Length, Requests.Select(request => request.EventId).Distinct().Count());
        Assert.All(Requests, request => Assert.Equal(request.ToHold().Id, request.ToEvent().Hold));
        Assert.Equal(("hold-8819", "request-8819"), (Requests[^1].HoldId, Requests[^1].EventId));
    }

    [Fact]
    public void The_pool_carries_the_hour_with_every_hold_open_at_once()
    {
        var price = Prices.RateCard.Rows.ToDictionary(row => (row.Class, row.Dimensions!["model"].Single()), row => Decimal(row.UnitPrice!) / 1_000_000m);
        decimal Cost(DemoRequest request, int output) =>
            request.Row.InputTokens * price[("input", request.Model)] + output * price[("output", request.Model)];

        var used = Requests.Sum(request => Cost(request, request.Row.OutputTokens));
        var held = Requests.GroupBy(request => request.Person).Sum(group => group.Max(request => Cost(request, request.EstimatedOutputTokens)));
        Assert.True(used + held < Pool.Grants.Sum(grant => Decimal(grant.Amount)));
    }

    private static decimal Decimal(string text) => decimal.Parse(text, System.Globalization.CultureInfo.InvariantCulture);
}
