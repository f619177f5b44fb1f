using Farebox.Ledger;

namespace Farebox.Postgres.Journal;

/// <summary>Entries on named limits, and on who is below whom.</summary>
internal sealed partial class EntryWriter
{
    private void Write(HoldReleased release)
    {
        _json.WriteString("hold"u8, release.Hold.Id);
        if (release.IsCancelled) _json.WriteBoolean("cancelled"u8, true);
    }

    private void Write(HoldAwaited awaited)
    {
        _json.WriteString("hold"u8, awaited.Hold.Id);
        _json.WriteString("until"u8, awaited.Until.UtcDateTime);
    }

    private Range WriteOutcome(HoldAwaited awaited)
    {
        var start = Begin();
        WriteOptional("code"u8, awaited.Code);
        WriteState(awaited.Hold);
        return End(start);
    }

    private void Write(MemberMoved moved)
    {
        _json.WriteString("id"u8, moved.Id);
        WriteOptional("parent"u8, moved.Parent);
    }

    private void Write(LimitDefined limit)
    {
        LimitJson.Write(_json, limit.Terms);
        _json.WriteString("by"u8, limit.By);
        if (limit.IsProposed) _json.WriteBoolean("proposed"u8, true);
    }

    private void Write(LimitChanged limit)
    {
        _json.WriteString("id"u8, limit.Id);
        _json.WriteString("act"u8, Names.Of(limit.Act));
        _json.WriteString("by"u8, limit.By);
        if (limit.IsProposed) _json.WriteBoolean("proposed"u8, true);
    }
}
