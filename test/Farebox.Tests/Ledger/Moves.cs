using Farebox.Ledger;

namespace Farebox.Tests.Ledger;

/// <summary>What an entry says, in a line a test can compare.</summary>
internal static class Moves
{
    /// <summary>For example <c>wallet/a→spent/llm 5</c>.</summary>
    public static string[] Of(Entry entry) => [.. entry.Transfers.Select(transfer => $"{transfer.From}→{transfer.To} {transfer.Units}")];

    public static UsageReported Usage(this Entry entry) => Assert.IsType<UsageReported>(entry.Body);

    public static HoldRefusal Refusal(this Entry entry)
    {
        Assert.Equal(EntryStatus.Refused, entry.Status);
        Assert.Empty(entry.Transfers);
        return Assert.IsType<HoldDecided>(entry.Body).Refusal!;
    }

    public static HoldCaptured Captured(this Entry entry) => Assert.IsType<HoldCaptured>(entry.Body);
}
