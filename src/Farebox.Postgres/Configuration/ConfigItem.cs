using System.Text.Json;
using Farebox.Charging;

namespace Farebox.Postgres.Configuration;

/// <summary>One thing a tenant configures: an asset, a meter or a version of a card. Made once, never edited.</summary>
public abstract class ConfigItem
{
    private protected ConfigItem() { }

    /// <summary><c>asset</c>, <c>meter</c> or <c>card</c>.</summary>
    public abstract string Kind { get; }

    /// <summary>Unique among the tenant's items of its kind.</summary>
    public abstract string Id { get; }

    /// <summary>Its canonical JSON: what is stored, and what is answered.</summary>
    public string Body => ConfigJson.Write(WriteTo);

    /// <summary>What was stored, read back by the code that wrote it.</summary>
    public static ConfigItem Read(string kind, string body)
    {
        using var document = JsonDocument.Parse(body);
        return kind switch
        {
            AssetItem.KindName => AssetItem.Read(document.RootElement),
            MeterItem.KindName => MeterItem.Read(document.RootElement),
            CardItem.KindName => CardItem.Read(document.RootElement),
            _ => throw new InvalidOperationException($"There is no configuration of kind '{kind}'."),
        };
    }

    /// <summary>Why it cannot follow what is configured already, or nothing.</summary>
    internal abstract ConfigRefusal? Check(Catalog catalog);

    /// <summary>Whether creating it changes nothing, because the other one of its id says the same.</summary>
    internal abstract bool IsSameAs(ConfigItem other, Catalog catalog);

    internal abstract Catalog AddTo(Catalog catalog, long configSeq);

    private protected abstract void WriteTo(Utf8JsonWriter json);
}
