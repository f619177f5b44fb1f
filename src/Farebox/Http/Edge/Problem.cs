using System.Globalization;
using System.Text.Json;

namespace Farebox.Http.Edge;

/// <summary>A refusal as RFC 9457 writes it, always with a registered code.</summary>
internal sealed class Problem(ProblemCode code, string? detail = null, IReadOnlyList<BodyError>? errors = null) : Answer
{
    /// <summary>The faults of the body, one after the other; the first names the problem as a whole.</summary>
    public static Problem Of(IReadOnlyList<BodyError> errors) => new(errors[0].Code, errors[0].Detail, errors);

    public ProblemCode Code { get; } = code;

    public string Detail { get; } = detail is null ? code.Remedy : Echo.Shorten(detail);

    public IReadOnlyList<BodyError> Errors { get; } = errors ?? [];

    /// <summary>What the caller may want to read without parsing the detail, such as <c>available</c>.</summary>
    public IReadOnlyList<KeyValuePair<string, string>> Members { get; init; } = [];

    /// <summary>Seconds after which the same request is worth sending again, where the code alone does not tell.</summary>
    public int? RetryAfterSeconds { get; init; } = code.RetryAfterSeconds;

    /// <summary>The limit that was passed, which only <c>rate_limited</c> has.</summary>
    public int? RatePerSecond { get; init; }

    /// <summary>The value of the Allow header, which only <c>method_not_allowed</c> has.</summary>
    public string? Allow { get; init; }

    public override void WriteTo(HttpContext context)
    {
        var headers = context.Response.Headers;
        if (RetryAfterSeconds is { } seconds) headers.RetryAfter = seconds.ToString(CultureInfo.InvariantCulture);
        if (RatePerSecond is { } rate)
        {
            headers["RateLimit-Policy"] = string.Create(CultureInfo.InvariantCulture, $"\"default\";q={rate};w=1");
            headers["RateLimit"] = string.Create(CultureInfo.InvariantCulture, $"\"default\";r=0;t={RetryAfterSeconds ?? 1}");
        }

        if (Code.Status == 401) headers.WWWAuthenticate = "Bearer realm=\"farebox\"";
        if (Allow is not null) headers.Allow = Allow;
        AnswerBuffer.Write(context, Code.Status, MediaTypes.Problem, (this, context.TraceIdentifier), Write);
    }

    private static void Write(Utf8JsonWriter json, (Problem Problem, string RequestId) answer)
    {
        var (problem, requestId) = answer;
        json.WriteStartObject();
        json.WriteString("type", $"/problems/{problem.Code.Code}");
        json.WriteString("title", problem.Code.Title);
        json.WriteNumber("status", problem.Code.Status);
        json.WriteString("detail", problem.Detail);
        json.WriteString("code", problem.Code.Code);
        json.WriteString("request_id", requestId);
        foreach (var (name, value) in problem.Members) json.WriteString(name, value);
        if (problem.Errors.Count > 0) WriteErrors(json, problem.Errors);
        json.WriteEndObject();
    }

    private static void WriteErrors(Utf8JsonWriter json, IReadOnlyList<BodyError> errors)
    {
        json.WriteStartArray("errors");
        foreach (var error in errors)
        {
            json.WriteStartObject();
            json.WriteString("pointer", error.Pointer);
            json.WriteString("code", error.Code.Code);
            json.WriteString("detail", error.Detail);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }
}
