using System.Text.Json;
using Farebox.Charging;
using Farebox.Money;

namespace Farebox.Postgres.Configuration;

/// <summary>An asset as configured.</summary>
public sealed class AssetItem(Asset asset) : ConfigItem
{
    internal const string KindName = "asset";

    public override string Kind => KindName;

    public override string Id => asset.Code;

    internal static AssetItem Read(JsonElement body) => new(new Asset(
        ConfigJson.Text(body, "code"),
        body.GetProperty("scale").GetInt32(),
        ConfigJson.Text(body, "kind") == "currency" ? AssetKind.Currency : AssetKind.Unit));

    internal override ConfigRefusal? Check(Catalog catalog) => null;

    internal override bool IsSameAs(ConfigItem other, Catalog catalog) => Body == other.Body;

    internal override Catalog AddTo(Catalog catalog, long configSeq) => catalog.WithAsset(asset, configSeq);

    private protected override void WriteTo(Utf8JsonWriter json)
    {
        json.WriteStartObject();
        json.WriteString("code", asset.Code);
        json.WriteString("kind", asset.Kind == AssetKind.Currency ? "currency" : "unit");
        json.WriteNumber("scale", asset.Scale);
        json.WriteEndObject();
    }
}
