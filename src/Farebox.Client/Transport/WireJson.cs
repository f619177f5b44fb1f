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
[JsonSerializable(typeof(SandboxClock))]
[JsonSerializable(typeof(Account))]
[JsonSerializable(typeof(Member))]
[JsonSerializable(typeof(Grant))]
[JsonSerializable(typeof(Limit))]
[JsonSerializable(typeof(Balances))]
[JsonSerializable(typeof(EntryPage))]
[JsonSerializable(typeof(IReadOnlyList<CloudEvent>))]
[JsonSerializable(typeof(EventResults))]
[JsonSerializable(typeof(HoldRequest))]
[JsonSerializable(typeof(Hold))]
[JsonSerializable(typeof(CaptureRequest))]
[JsonSerializable(typeof(Capture))]
[JsonSerializable(typeof(ReleaseRequest))]
[JsonSerializable(typeof(Release))]
[JsonSerializable(typeof(UsageReport))]
[JsonSerializable(typeof(JsonElement))]
[JsonSerializable(typeof(ApiKey))]
[JsonSerializable(typeof(ApiKeyList))]
[JsonSerializable(typeof(ApiKeyRequest))]
[JsonSerializable(typeof(RotateRequest))]
[JsonSerializable(typeof(RevokedKey))]
[JsonSerializable(typeof(Tenant))]
[JsonSerializable(typeof(TenantList))]
[JsonSerializable(typeof(TenantLimits))]
[JsonSerializable(typeof(AuditPage))]
[JsonSerializable(typeof(UsagePayload))]
[JsonSerializable(typeof(UsageReading))]
internal sealed partial class WireJson : JsonSerializerContext;
