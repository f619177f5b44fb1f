using System.Globalization;
using System.Numerics;
using System.Security.Cryptography;
using System.Text;

namespace Farebox.IntegrationTests.Demo;

/// <summary>The demo's totals by whole-number arithmetic from the CSV alone. Shares no code with the engine, nor with the demo.</summary>
internal sealed class IndependentDemoCalculation
{
    private readonly IndependentRules _rules;
    private readonly IndependentPool _pool;
    private readonly (string Name, IndependentTeam Team, int Weight)[] _seats;
    private readonly Dictionary<string, BigInteger> _used = [];

    private IndependentDemoCalculation(IndependentRules rules)
    {
        _rules = rules;
        _pool = new(rules.Grants);
        _seats = [.. rules.Teams.SelectMany(team => team.People.Split(' ').Select((name, seat) => (name, team, team.Weight * rules.SeatWeights[seat])))];
    }

    private DemoTotals Totals { get; } = new();

    public static DemoTotals Of(string csvPath, IndependentRules rules)
    {
        var calculation = new IndependentDemoCalculation(rules);
        var number = 0;
        foreach (var line in File.ReadLines(csvPath).Skip(1))
        {
            var fields = line.Split(',');
            calculation.Replay(++number, int.Parse(fields[1], CultureInfo.InvariantCulture), int.Parse(fields[2], CultureInfo.InvariantCulture));
        }

        calculation.SumUp();
        return calculation.Totals;
    }

    private void Replay(int number, int input, int output)
    {
        var (member, team) = MemberOf(number);
        var model = ModelOf(number, team);
        var price = _rules.Prices[model];
        var held = Rounded(Times(input, price.CreditInput) + Times(input / _rules.EstimateDivisor + _rules.EstimateBase, price.CreditOutput), 6);

        var used = _used.GetValueOrDefault(member);
        if (_rules.Limits.TryGetValue(member, out var limit) && used + held > limit)
        {
            Totals.Add($"refused of {member}", 1);
            return;
        }

        var debit = Rounded(Times(input, price.CreditInput) + Times(output, price.CreditOutput), 6);
        var cost = Rounded(Times(input, price.DollarInput) + Times(output, price.DollarOutput), 9);
        _used[member] = used + debit;
        _pool.Pay(held, debit);
        Totals.Add("events", 1);
        Totals.Add($"credits of {member}", debit);
        Totals.Add($"credits of {team.Name} on {model}", debit);
        Totals.Add($"upstream cost of {team.Name} on {model}", cost);
        Totals.Add("upstream cost", cost);
        Totals.Add("tokens", input + output);
    }

    private void SumUp()
    {
        BigInteger value = 0;
        for (var jar = 0; jar < _rules.Grants.Count; jar++)
        {
            var grant = _rules.Grants[jar];
            Totals.Add($"available in {grant.Name}", _pool.Left(jar));
            Totals.Add($"spent of {grant.Name}", _pool.Spent(jar));
            Totals.Add($"expired of {grant.Name}", 0);

            // What was paid, in proportion to what is spent; a billionth of a dollar is fine enough to be exact here.
            var (share, rest) = BigInteger.DivRem(_pool.Spent(jar) * grant.PaidDollars * 1_000_000_000, grant.Amount);
            if (!rest.IsZero) throw new InvalidOperationException("The rules were chosen so that this division leaves nothing over.");
            value += share;
        }

        Totals.Add("value at cost basis", value);
        Totals.Add("margin", value - Totals["upstream cost"]);
    }

    private (string Member, IndependentTeam Team) MemberOf(int number)
    {
        var left = Draw($"member:{number}", _seats.Sum(seat => seat.Weight));
        foreach (var seat in _seats)
        {
            if (left < seat.Weight) return (seat.Name, seat.Team);
            left -= seat.Weight;
        }

        throw new InvalidOperationException("The weights do not add up.");
    }

    private static string ModelOf(int number, IndependentTeam team)
    {
        var percent = Draw($"model:{number}", 100);
        if (percent < team.Small) return "small";
        return percent < team.Small + team.Medium ? "medium" : "large";
    }

    private static int Draw(string text, int bound)
    {
        BigInteger number = 0;
        foreach (var octet in SHA256.HashData(Encoding.ASCII.GetBytes(text)).Take(8)) number = number * 256 + octet;
        return (int)(number % bound);
    }

    private static BigInteger Times(int tokens, int pricePerMillion) => new BigInteger(tokens) * pricePerMillion;

    /// <summary>From billionths of a unit (thousandths per million) to a whole number of the smallest units.</summary>
    private BigInteger Rounded(BigInteger billionths, int scale)
    {
        var scaled = billionths * BigInteger.Pow(10, scale);
        return _rules.RoundsHalfUp ? (2 * scaled + 1_000_000_000) / 2_000_000_000 : scaled / 1_000_000_000;
    }
}
