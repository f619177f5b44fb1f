using System.Numerics;

namespace Farebox.IntegrationTests.Demo;

/// <summary>Three jars in burn order. A hold takes from the first that has something; what it does not need goes back where it came from.</summary>
internal sealed class IndependentPool(IReadOnlyList<IndependentGrant> grants)
{
    private readonly BigInteger[] _left = [.. grants.Select(grant => grant.Amount)];
    private readonly BigInteger[] _spent = new BigInteger[grants.Count];

    public BigInteger Left(int jar) => _left[jar];

    public BigInteger Spent(int jar) => _spent[jar];

    /// <summary>Holds the estimate, spends the price, and returns the rest: all of one request, as its member is its only actor.</summary>
    public void Pay(BigInteger held, BigInteger price)
    {
        var reserved = Take(held);
        var due = price;
        for (var jar = 0; jar < reserved.Length; jar++)
        {
            var spent = BigInteger.Min(reserved[jar], due);
            due -= spent;
            _spent[jar] += spent;
            _left[jar] += reserved[jar] - spent;
        }

        var more = Take(due);
        for (var jar = 0; jar < more.Length; jar++) _spent[jar] += more[jar];
    }

    private BigInteger[] Take(BigInteger amount)
    {
        var taken = new BigInteger[_left.Length];
        for (var jar = 0; jar < taken.Length; jar++)
        {
            taken[jar] = BigInteger.Min(_left[jar], amount);
            _left[jar] -= taken[jar];
            amount -= taken[jar];
        }

        if (amount > 0) throw new InvalidOperationException("The pool does not suffice.");
        return taken;
    }
}
