using Farebox.Rating;

namespace Farebox.Files.Conformance;

/// <summary>Computes one case and compares.</summary>
internal static class CaseRun
{
    public static ConformanceResult Of(ConformanceCase item, KnownDifference? known)
    {
        var (answer, working) = (new Answer(), new Working());
        try
        {
            item.Question.Answer(answer, working);
        }
        catch (OverflowException overflow)
        {
            answer.Refuse("quantity", overflow.Message);
        }

        string[] differences = [.. Expectation.Differences(item.Expected, answer.Json)];
        var verdict = differences.Length == 0 ? ConformanceVerdict.Passed : known is null ? ConformanceVerdict.Failed : ConformanceVerdict.Known;
        return new(item, verdict, answer.Json, [.. differences], [.. working.Steps], verdict == ConformanceVerdict.Known ? known!.Reason : null);
    }
}
