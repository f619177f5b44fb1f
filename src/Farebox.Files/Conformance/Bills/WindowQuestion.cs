using System.Collections.Immutable;
using Farebox.Billing.Contracts;
using Farebox.Files.Yaml;
using Farebox.Money;
using Farebox.Rating;

namespace Farebox.Files.Conformance.Bills;

/// <summary>What windows of use cost that have commitments of their own.</summary>
internal sealed record WindowQuestion(ImmutableArray<(decimal Amount, decimal Before, CommittedPrice? Price)> Windows) : Question
{
    public static WindowQuestion Read(YamlMap commitments, YamlMap inputs) => new(
    [
        .. inputs.Items("windows").Cast<YamlMap>().Select(window => (
            InvoiceReading.Number(window, "amount"), InvoiceReading.Number(window, "before"),
            window.Text("commitment") is { } name && commitments.Find(name) is YamlMap terms ? Price(terms) : null)),
    ]);

    public override void Answer(Answer answer, Working working)
    {
        decimal[] prices = [.. Windows.Select(window => window.Price?.Price(window.Amount, window.Before, working) ?? window.Amount)];
        answer.Set("amounts", prices);
        answer.Set("amount", prices.Aggregate(0m, Exact.Add));
        answer.Set("within", Sum(working, "committed"));
        answer.Set("overage", Sum(working, "above the commitment"));
        answer.Set("true_up", Sum(working, "missing to the commitment"));
    }

    private static decimal Sum(Working working, string reason) => working.Steps.Where(step => step.Reason == reason).Aggregate(0m, (sum, step) => Exact.Add(sum, step.Total));

    private static CommittedPrice Price(YamlMap terms) => new(
        InvoiceReading.Number(terms, "amount"), (terms.Find("overage_factor") as YamlScalar)?.Number() ?? 1m, terms.Text("missing") == "billed");
}
