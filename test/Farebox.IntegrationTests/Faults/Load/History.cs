using System.Diagnostics;

namespace Farebox.IntegrationTests.Faults.Load;

/// <summary>What the clients did and were told, in the order they saw it: a line before each request, and one after each answer.</summary>
internal sealed class History
{
    private readonly List<HistoryLine> _lines = [];

    /// <summary>A copy, to read and to damage.</summary>
    public List<HistoryLine> Lines
    {
        get
        {
            lock (_lines) return [.. _lines];
        }
    }

    public int Kept { get; private set; }

    public void Invoke(Operation operation) => Add(operation, null);

    public void Return(Operation operation, Answer answer) => Add(operation, answer);

    private void Add(Operation operation, Answer? answer)
    {
        lock (_lines)
        {
            _lines.Add(new(Stopwatch.GetTimestamp(), operation, answer));
            if (answer is { IsKept: true }) Kept++;
        }
    }
}

/// <summary>A request when there is no answer yet, else its answer.</summary>
internal sealed record HistoryLine(long Time, Operation Operation, Answer? Answer);
