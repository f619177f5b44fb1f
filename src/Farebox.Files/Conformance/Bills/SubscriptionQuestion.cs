using System.Collections.Immutable;
using System.Text.Json.Nodes;
using Farebox.Billing.Subscriptions;
using Farebox.Money;
using Farebox.Rating;
using Farebox.Time;

namespace Farebox.Files.Conformance.Bills;

/// <summary>What a subscription is charged and credited as it is changed: a statement at its start, one at each change that is billed at once, and those that are asked for.</summary>
internal sealed record SubscriptionQuestion(
    Subscription Subscription, DateTimeOffset? Until, ImmutableArray<(DateTimeOffset At, bool IsBilled, SubscriptionChange Change)> Happened,
    ImmutableArray<DateTimeOffset> StatementsAt, decimal Discount, NumberRounding Rounding) : Question
{
    public override void Answer(Answer answer, Working working)
    {
        var subscription = Until is { } end ? Subscription.With(new Canceled(end)) : Subscription;
        var rounding = InvoiceReading.RoundingOf(Rounding);
        var instants = Happened.Where(item => item.IsBilled).Select(item => item.At).Append(Subscription.Start).Concat(StatementsAt).Distinct().Order().ToArray();
        var (standing, statements, next) = (ImmutableArray<BilledPiece>.Empty, new List<(DateTimeOffset At, FeeStatement Statement)>(), 0);
        foreach (var at in instants)
        {
            for (; next < Happened.Length && Happened[next].At <= at; next++) subscription = subscription.With(Happened[next].Change);
            var statement = FeeStatement.Of(subscription, standing, at, rounding);
            statements.Add((at, statement));

            // What a coupon took off the first statement was never paid, so it is not given back either.
            standing = Discount > 0m && statements.Count == 1
                ? [.. statement.Standing.Select(billed => billed with { Amount = billed.Amount - Discount, IsDiscounted = true })]
                : statement.Standing;
        }

        answer.Set("statements", statements.Select(made => Of(made.At, made.Statement)));
        answer.Set("amounts", statements.Select(made => made.Statement.Due));
        answer.Set("amount", statements[^1].Statement.Due);
        answer.Set("charges", statements[^1].Statement.Lines.Where(line => !line.IsCredit).Select(line => line.Amount));
        answer.Set("credits", statements[^1].Statement.Lines.Where(line => line.IsCredit).Select(line => line.Amount));
        answer.Set("account_credit", -statements[^1].Statement.Lines.Where(line => line.ToAccount).Aggregate(0m, (sum, line) => Exact.Add(sum, line.Amount)));
        foreach (var line in statements.SelectMany(made => made.Statement.Lines))
            working.Add($"{line.Piece.Item}: {(line.IsCredit ? "credit of" : "charge for")} {line.Piece.Share}", line.Piece.Quantity, 0m, line.Amount);
    }

    private static JsonObject Of(DateTimeOffset at, FeeStatement statement) => new()
    {
        ["at"] = Rfc3339.Format(at),
        ["amount"] = DecimalText.Format(statement.Due),
        ["lines"] = new JsonArray([.. statement.Lines.Select(line => (JsonNode)new JsonObject
        {
            ["item"] = line.Piece.Item,
            ["quantity"] = DecimalText.Format(line.Piece.Quantity),
            ["fraction"] = line.Piece.Share.ToString(),
            ["amount"] = DecimalText.Format(line.Amount),
        })]),
    };
}
