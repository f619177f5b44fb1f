namespace Farebox.Demo.Plan;

/// <summary>The one customer of the demo: fifty people in five teams who share one pool. Invented, and said so.</summary>
internal static class Company
{
    public const string Account = "acme";

    public static readonly IReadOnlyList<Team> Teams =
    [
        new("team-platform", 8, SmallPercent: 60, MediumPercent: 30, "ada ben cleo dan eva finn gus hana ivan june"),
        new("team-search", 5, SmallPercent: 80, MediumPercent: 15, "kai lena milo nora otis pia quinn rosa sam tess"),
        new("team-support", 4, SmallPercent: 90, MediumPercent: 10, "uma vito wren xena yara zane amir bella cyrus dora"),
        new("team-data", 3, SmallPercent: 30, MediumPercent: 50, "elio faye gino hugo iris jonas kira liam maya nils"),
        new("team-research", 2, SmallPercent: 20, MediumPercent: 40, "olga paul rhea seth tara ugo vera will yuki zoe"),
    ];

    public static readonly IReadOnlyList<Person> People = [.. Teams.SelectMany(team => team.Members())];

    /// <summary>Who may not use all they would: the only thing that can refuse a request of the trace.</summary>
    public static readonly IReadOnlyDictionary<string, string> Limits =
        new Dictionary<string, string> { ["ben"] = "340", ["olga"] = "180" };

    public static readonly int WeightTotal = People.Sum(person => person.Weight);

    /// <summary>Walks the people in order until the draw falls into somebody's weight.</summary>
    public static Person PersonAt(int draw)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(draw);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(draw, WeightTotal);

        var index = 0;
        while (draw >= People[index].Weight) draw -= People[index++].Weight;
        return People[index];
    }
}
