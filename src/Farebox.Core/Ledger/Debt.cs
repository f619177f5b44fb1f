using Farebox.Money;

namespace Farebox.Ledger;

/// <summary>Usage that happened although no credit was left: what one event's meter still owes.</summary>
public sealed class Debt
{
    internal Debt(string key, Asset asset, string meter, string model, Member member, long units)
    {
        Key = key;
        Asset = asset;
        Meter = meter;
        Model = model;
        Member = member;
        Path = member.Path;
        Units = units;
    }

    /// <summary><c>seq/meter</c> of the event that left it.</summary>
    public string Key { get; }

    /// <summary>What is owed.</summary>
    public Asset Asset { get; }

    /// <summary>The meter of the usage.</summary>
    public string Meter { get; }

    /// <summary>The model of the usage; empty when its meter knows none.</summary>
    public string Model { get; }

    /// <summary>Who used it.</summary>
    public Member Member { get; }

    /// <summary>The path of <see cref="Member"/> when it was used: that is where reports have it, wherever the member was moved since.</summary>
    public string Path { get; init; }

    /// <summary>What is still unpaid, in smallest units; above zero while open.</summary>
    public long Units { get; internal set; }
}
