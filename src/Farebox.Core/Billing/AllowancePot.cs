using Farebox.Money;
using Farebox.Time;

namespace Farebox.Billing;

/// <summary>What is left of the allowances of one bill while its lines are priced.</summary>
internal sealed class AllowancePot(PlanTerms terms, Statement statement)
{
    private readonly Dictionary<(string Id, DateTimeOffset Start), decimal> _left = [];

    /// <summary>How much of a quantity costs nothing, and takes it off what is left.</summary>
    /// <param name="span">The period, or the bucket that is priced by itself.</param>
    /// <param name="allowance">Whose it is; null where the charge has none.</param>
    public decimal Take(string charge, Period span, decimal quantity, out string? allowance)
    {
        allowance = null;
        foreach (var candidate in terms.Allowances)
        {
            if (!candidate.Charges.Contains(charge)) continue;

            allowance = candidate.Id;
            var key = (candidate.Id, span.Start);
            if (!_left.TryGetValue(key, out var left)) left = WholeOf(candidate, span);
            var taken = Math.Clamp(quantity, 0m, left);
            _left[key] = left - taken;
            return taken;
        }

        return 0m;
    }

    private decimal WholeOf(SharedAllowance allowance, Period span)
    {
        if (allowance.ForEach is not { } charge) return allowance.Included;

        var units = 0m;
        foreach (var bucket in statement.Lines(charge).SelectMany(line => line.Cells).SelectMany(cell => cell.Priced))
        {
            if (bucket.Span.Start == span.Start) units = Exact.Add(units, bucket.Value);
        }

        return Exact.Multiply(allowance.Included, Math.Max(units, 0m));
    }
}
