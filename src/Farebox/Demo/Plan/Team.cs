namespace Farebox.Demo.Plan;

/// <summary>Ten people who share a taste in models. The rest of a hundred goes to the large one.</summary>
internal sealed record Team(string Name, int Weight, int SmallPercent, int MediumPercent, string People)
{
    /// <summary>How busy each seat is. A few people make most of the traffic, as in real use.</summary>
    private static readonly int[] SeatWeights = [10, 7, 5, 4, 3, 2, 2, 1, 1, 1];

    /// <summary>The model of a request whose draw below 100 is given.</summary>
    public string ModelAt(int percent) =>
        percent < SmallPercent ? Prices.Small
        : percent < SmallPercent + MediumPercent ? Prices.Medium
        : Prices.Large;

    public IEnumerable<Person> Members() =>
        People.Split(' ').Zip(SeatWeights, (name, seat) => new Person(name, this, Weight * seat));
}

/// <summary>A member of the account, and how large a share of the traffic is theirs.</summary>
internal sealed record Person(string Name, Team Team, int Weight);
