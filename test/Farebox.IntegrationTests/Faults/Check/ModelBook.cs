using Farebox.IntegrationTests.Faults.Load;

namespace Farebox.IntegrationTests.Faults.Check;

/// <summary>What a book should do, in totals and by its own arithmetic: one asset, grants without terms, holds that do not lapse.</summary>
internal sealed class ModelBook
{
    private readonly Dictionary<string, long> _open = [];
    private readonly HashSet<string> _ended = [];
    private Movement _total;

    /// <summary>Where the book stands.</summary>
    public Movement Total => _total;

    public Expected Decide(Operation operation)
    {
        var before = _total;
        var code = operation.Kind switch
        {
            OperationKind.Grant => Grant(operation.Units),
            OperationKind.Hold => Hold(operation.Id, operation.Units),
            OperationKind.Capture => Capture(operation),
            OperationKind.Release => Release(operation.Hold!),
            _ => Use(operation),
        };
        return new(code, _total - before);
    }

    private string? Grant(long units)
    {
        _total = _total with { Wallet = _total.Wallet + units };
        return Settle();
    }

    private string? Hold(string id, long units)
    {
        if (_total.Owed > 0) return "debt_outstanding";
        if (_total.Wallet < units) return "insufficient_credit";

        _open.Add(id, units);
        _total = _total with { Wallet = _total.Wallet - units, Held = _total.Held + units };
        return null;
    }

    private string? Capture(Operation capture)
    {
        if (!_open.TryGetValue(capture.Hold!, out var left)) return _ended.Contains(capture.Hold!) ? "hold_not_open" : "hold_unknown";
        if (capture.Units > left) return "capture_exceeds_hold";

        Take(capture.Hold!, capture.Units);
        return capture.Final ? Free(capture.Hold!) : null;
    }

    private string? Release(string hold) => _open.ContainsKey(hold) ? Free(hold) : _ended.Contains(hold) ? "hold_not_open" : "hold_unknown";

    private string? Use(Operation use)
    {
        var isOpen = use.Hold is not null && _open.ContainsKey(use.Hold);
        var fromHold = isOpen ? Math.Min(use.Units, _open[use.Hold!]) : 0;
        var fromWallet = Math.Min(use.Units - fromHold, _total.Wallet);
        var missing = use.Units - fromHold - fromWallet;
        if (missing > 0 && use.Kind == OperationKind.StrictEvent) return "insufficient_credit";

        if (fromHold > 0) Take(use.Hold!, fromHold);
        _total = _total with { Wallet = _total.Wallet - fromWallet, Spent = _total.Spent + fromWallet + missing, Owed = _total.Owed + missing };
        return use.Final && isOpen ? Free(use.Hold!) : null;
    }

    private void Take(string hold, long units)
    {
        _open[hold] -= units;
        _total = _total with { Held = _total.Held - units, Spent = _total.Spent + units };
    }

    private string? Free(string hold)
    {
        _open.Remove(hold, out var left);
        _ended.Add(hold);
        _total = _total with { Held = _total.Held - left, Wallet = _total.Wallet + left };
        return Settle();
    }

    private string? Settle()
    {
        var paid = Math.Min(_total.Wallet, _total.Owed);
        _total = _total with { Wallet = _total.Wallet - paid, Owed = _total.Owed - paid };
        return null;
    }
}

/// <summary>What an operation should come to: a refusal's code and no movement, or a movement.</summary>
internal readonly record struct Expected(string? Code, Movement Moved);
