using System.Runtime.InteropServices;
using Farebox.Time;

namespace Farebox.Metering.Aggregating.Tallies;

/// <summary>Keeps for every key and day what was last done with it there.</summary>
internal sealed class UniqueDaysTally(TimeZoneInfo zone, QuantityRounding rounding) : Tally
{
    private readonly Dictionary<(string Key, int Day), LastOperation> _days = [];

    public override decimal Value(Period span, Carry before)
    {
        var (first, end) = LocalDays.Of(span, zone);
        var touched = (Int128)(end - first) * before.Members.Count;
        foreach (var days in _days.GroupBy(day => day.Key.Key, StringComparer.Ordinal))
        {
            var isMember = before.Members.Contains(days.Key);
            if (isMember) touched -= end - first;
            touched += Touched(days, first, end, isMember);
        }

        return QuantityUnits.Divide(touched, end - first, rounding);
    }

    public override Carry After(Carry before) => before with
    {
        Members = UniqueTally.Members(
            before.Members,
            _days.GroupBy(day => day.Key.Key, StringComparer.Ordinal).Select(days => KeyValuePair.Create(days.Key, days.MaxBy(day => day.Key.Day).Value))),
    };

    protected override void Count(in Reading reading, int times) => Take((reading.Key ?? "", LocalDays.Number(reading.At, zone)), LastOperation.Of(reading));

    protected override void Join(Tally other)
    {
        foreach (var (day, last) in ((UniqueDaysTally)other)._days) Take(day, last);
    }

    private static int Touched(IEnumerable<KeyValuePair<(string Key, int Day), LastOperation>> days, int first, int end, bool isMember)
    {
        var (touched, next) = (0, first);
        foreach (var ((_, day), last) in days.OrderBy(day => day.Key.Day))
        {
            if (isMember) touched += day - next;
            if (isMember || last.WasAdded) touched++;
            (isMember, next) = (last.IsMember, day + 1);
        }

        return isMember ? touched + end - next : touched;
    }

    private void Take((string Key, int Day) day, LastOperation operation)
    {
        ref var last = ref CollectionsMarshal.GetValueRefOrAddDefault(_days, day, out var isKnown);
        last = isKnown ? last.With(operation) : operation;
    }
}
