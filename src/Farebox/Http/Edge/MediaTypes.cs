namespace Farebox.Http.Edge;

/// <summary>The media types spoken here.</summary>
internal static class MediaTypes
{
    public const string Json = "application/json";
    public const string Problem = "application/problem+json";
    public const string CloudEvent = "application/cloudevents+json";
    public const string CloudEventBatch = "application/cloudevents-batch+json";
    public const string NewlineJson = "application/x-ndjson";
    public const string JsonLines = "application/jsonl";
}
