using Farebox.Rating;

namespace Farebox.Tests.Rating;

public sealed class CardRevocationTests
{
    private static readonly DateTimeOffset September = new(2026, 9, 1, 0, 0, 0, TimeSpan.Zero);

    [Fact]
    public void A_version_that_has_not_begun_can_be_taken_back()
    {
        var card = Rising().Without(2, Some.Noon);

        Assert.Equal(1, card.At(September.AddDays(14))!.Number);
        Assert.Equal(2, Rising().At(September.AddDays(14))!.Number);
        Assert.Equal([2], card.Revoked);
    }

    [Fact]
    public void The_next_version_has_a_new_number_and_may_begin_earlier()
    {
        var card = Rising().Without(2, Some.Noon).With(Version(3, September.AddDays(-7), 4));

        Assert.Equal(3, card.At(September)!.Number);
        Assert.Equal(3, card.Versions.Length);
        Assert.Throws<ArgumentException>(() => Rising().Without(2, Some.Noon).With(Version(2, September, 4)));
        Assert.Throws<ArgumentException>(() => Rising().With(Version(3, September.AddDays(-7), 4)));
    }

    [Fact]
    public void A_version_that_has_begun_stays()
    {
        Assert.Throws<ArgumentException>(() => Rising().Without(2, September));
        Assert.Throws<ArgumentException>(() => Rising().Without(1, Some.Noon));
        Assert.Throws<ArgumentException>(() => Rising().Without(3, Some.Noon));
    }

    private static Card Rising() => new(CardKind.Rate, "default", [Version(1, Some.Noon.AddYears(-1), 2), Version(2, September, 3)]);

    private static CardVersion Version(int number, DateTimeOffset from, int price) =>
        new(number, from, new("credit", 6, Farebox.Money.AssetKind.Unit), [new("llm", "input", DimensionMatch.Everything, new PerUnitCharge(price))]);
}
