using System.Text.Json;
using System.Text.Json.Serialization;

namespace Farebox.Client.Transport;

/// <summary>The serialisers of the wire records, generated when this library is built, so that it works without reflection.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(Problem))]
[JsonSerializable(typeof(Asset))]
[JsonSerializable(typeof(Meter))]
[JsonSerializable(typeof(Card))]
[JsonSerializable(typeof(AssetPage))]
[JsonSerializable(typeof(MeterPage))]
[JsonSerializable(typeof(CardPage))]
[JsonSerializable(typeof(AccountPage))]
[JsonSerializable(typeof(MemberPage))]
[JsonSerializable(typeof(LimitPage))]
[JsonSerializable(typeof(SandboxClock))]
[JsonSerializable(typeof(Account))]
[JsonSerializable(typeof(Member))]
[JsonSerializable(typeof(Grant))]
[JsonSerializable(typeof(Limit))]
[JsonSerializable(typeof(Balances))]
[JsonSerializable(typeof(EntryPage))]
[JsonSerializable(typeof(IReadOnlyList<CloudEvent>))]
[JsonSerializable(typeof(EventResults))]
[JsonSerializable(typeof(QuoteRequest))]
[JsonSerializable(typeof(Quote))]
[JsonSerializable(typeof(HoldRequest))]
[JsonSerializable(typeof(Hold))]
[JsonSerializable(typeof(HoldPage))]
[JsonSerializable(typeof(GrowRequest))]
[JsonSerializable(typeof(Grow))]
[JsonSerializable(typeof(ExtendRequest))]
[JsonSerializable(typeof(Extend))]
[JsonSerializable(typeof(CaptureRequest))]
[JsonSerializable(typeof(Capture))]
[JsonSerializable(typeof(ReleaseRequest))]
[JsonSerializable(typeof(Release))]
[JsonSerializable(typeof(UsageReport))]
[JsonSerializable(typeof(JsonElement))]
internal sealed partial class WireJson : JsonSerializerContext;
