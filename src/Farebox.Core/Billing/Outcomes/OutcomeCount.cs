using System.Collections.Immutable;
using Farebox.Time;

namespace Farebox.Billing.Outcomes;

/// <summary>What is billed for outcomes: one up when one is confirmed, or was not doubted for long enough, and one down when it is reversed later.</summary>
public sealed class OutcomeCount(OutcomeTerms terms)
{
    /// <summary>What is billed by an instant, in the order of time.</summary>
    /// <param name="signals">In any order; of two at one instant, as they are given.</param>
    /// <param name="asOf">What has not happened by then is not billed.</param>
    /// <param name="periodOf">The billing period of an instant.</param>
    public ImmutableArray<OutcomeLine> Billed(IEnumerable<OutcomeSignal> signals, DateTimeOffset asOf, Func<DateTimeOffset, Period> periodOf)
    {
        ArgumentNullException.ThrowIfNull(signals);
        ArgumentNullException.ThrowIfNull(periodOf);
        var lines = signals.Where(signal => signal.At <= asOf).GroupBy(signal => signal.Conversation, StringComparer.Ordinal)
            .SelectMany(conversation => Follow(conversation.Key, [.. conversation.OrderBy(signal => signal.At)], asOf, periodOf))
            .OrderBy(line => line.At).ThenBy(line => line.Conversation, StringComparer.Ordinal).ToArray();
        return [.. Capped(lines, periodOf)];
    }

    private IEnumerable<OutcomeLine> Follow(string conversation, OutcomeSignal[] signals, DateTimeOffset asOf, Func<DateTimeOffset, Period> periodOf)
    {
        var (billed, quietSince) = (new List<DateTimeOffset>(), (DateTimeOffset?)null);
        foreach (var signal in signals.Append(new(conversation, DateTimeOffset.MaxValue, OutcomeSignalKind.Activity)))
        {
            if (quietSince + terms.QuietPeriod is { } quietAt && quietAt <= signal.At && quietAt <= asOf)
            {
                quietSince = null;
                if (IsNew(billed, quietAt, periodOf)) yield return Up(billed, conversation, quietAt, "assumed");
            }

            switch (signal.Kind)
            {
                case OutcomeSignalKind.Claimed:
                    quietSince = signal.At;
                    break;
                case OutcomeSignalKind.Activity when quietSince is not null:
                    quietSince = signal.At;
                    break;
                case OutcomeSignalKind.Confirmed:
                    quietSince = null;
                    if (IsNew(billed, signal.At, periodOf)) yield return Up(billed, conversation, signal.At, "confirmed");
                    break;
                case OutcomeSignalKind.Reversed:
                    quietSince = null;
                    if (billed.Count > 0) yield return Down(billed, conversation, signal.At);
                    break;
                default:
                    break;
            }
        }
    }

    // What stands billed is not billed again; what was reversed may be.
    private bool IsNew(List<DateTimeOffset> billed, DateTimeOffset at, Func<DateTimeOffset, Period> periodOf) =>
        billed.Count == 0 || (terms.Once == OutcomeOnce.InPeriod && !billed.Any(known => periodOf(known) == periodOf(at)));

    private static OutcomeLine Up(List<DateTimeOffset> billed, string conversation, DateTimeOffset at, string reason)
    {
        billed.Add(at);
        return new(conversation, at, 1, reason, null);
    }

    private static OutcomeLine Down(List<DateTimeOffset> billed, string conversation, DateTimeOffset at)
    {
        var of = billed[^1];
        billed.RemoveAt(billed.Count - 1);
        return new(conversation, at, -1, "reversed", of);
    }

    // Above the cap nothing is billed, and so nothing of it is given back either.
    private IEnumerable<OutcomeLine> Capped(OutcomeLine[] lines, Func<DateTimeOffset, Period> periodOf)
    {
        var (counts, dropped) = (new Dictionary<Period, int>(), new HashSet<(string, DateTimeOffset)>());
        foreach (var line in lines)
        {
            if (line.Change < 0)
            {
                if (!dropped.Remove((line.Conversation, line.Of!.Value))) yield return line;
                continue;
            }

            var period = periodOf(line.At);
            var count = counts.GetValueOrDefault(period);
            if (count >= terms.Cap) dropped.Add((line.Conversation, line.At));
            else
            {
                counts[period] = count + 1;
                yield return line;
            }
        }
    }
}

/// <summary>One outcome more or fewer on the bill.</summary>
/// <param name="Conversation">Which.</param>
/// <param name="At">When; it is on the bill of that period, also where what it reverses was on an earlier one.</param>
/// <param name="Change">1, or -1 for one that is reversed.</param>
/// <param name="Reason"><c>confirmed</c>, <c>assumed</c> or <c>reversed</c>.</param>
/// <param name="Of">When the one that is reversed was billed; null otherwise.</param>
public readonly record struct OutcomeLine(string Conversation, DateTimeOffset At, int Change, string Reason, DateTimeOffset? Of);
