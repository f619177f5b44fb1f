using System.Text.Json;
using Farebox.Http;
using Farebox.IntegrationTests.Http.BadInputs;

namespace Farebox.IntegrationTests.Http.Generated;

/// <summary>What every answer keeps to, whatever was asked.</summary>
internal static class AnswerRules
{
    // Refused by Kestrel before any of our code has run, and so without a body.
    private static readonly int[] WithoutBody = [400, 408, 413, 414, 431, 501, 505];

    private static readonly Dictionary<string, ProblemCode> Registry = ProblemCodes.All.ToDictionary(code => code.Code);

    /// <param name="sent">The request, so that an echo of it is seen.</param>
    /// <param name="answer">What came back.</param>
    /// <param name="isHead">Whether only the head was asked for.</param>
    public static IEnumerable<string> Faults(string sent, RawAnswer answer, bool isHead)
    {
        if (answer.Status == 0) return ["no answer"];
        if (answer.Status >= 500 && answer.Status is not (501 or 505)) return [$"status {answer.Status}: {answer.Body}"];
        if (isHead) return [];
        if (answer.Body.Length == 0) return WithoutBody.Contains(answer.Status) ? [] : [$"status {answer.Status} without a body"];
        return answer.Status < 400 ? OfGood(answer) : OfProblem(sent, answer);
    }

    private static IEnumerable<string> OfGood(RawAnswer answer)
    {
        if (answer.Status is not (200 or 201)) yield return $"status {answer.Status}";
        if (answer.Headers.GetValueOrDefault("content-type") != "application/json") yield return $"answered {answer.Headers.GetValueOrDefault("content-type")}";
        if (!IsObject(answer)) yield return $"the body is no JSON object: {answer.Body}";

        // An item of a batch that failed is a failure too, whatever the status of the whole.
        if (answer.Body.Contains("\"internal_error\"", StringComparison.Ordinal)) yield return $"an item failed: {answer.Body}";
    }

    private static IEnumerable<string> OfProblem(string sent, RawAnswer answer)
    {
        if (answer.Headers.GetValueOrDefault("content-type") != "application/problem+json") yield return $"{answer.Status} is no problem: {answer.Body}";
        else if (!IsObject(answer)) yield return $"the problem is no JSON object: {answer.Body}";
        else
        {
            foreach (var fault in OfMembers(answer)) yield return fault;
            if (BadInputRunner.Echoes(sent, answer.Body)) yield return $"it echoes the input: {answer.Body}";
        }
    }

    private static IEnumerable<string> OfMembers(RawAnswer answer)
    {
        var code = answer.Code ?? "";
        if (!Registry.TryGetValue(code, out var registered)) yield return $"code '{code}' is not registered";
        else
        {
            if (registered.Status != answer.Status) yield return $"{code} came with {answer.Status} instead of {registered.Status}";
            if (Text("title") != registered.Title) yield return $"{code} has another title";
        }

        if (Text("type") != $"/problems/{code}") yield return $"the type is {Text("type")}";
        if (string.IsNullOrEmpty(Text("detail"))) yield return "no detail";
        if (Text("request_id") != answer.Headers.GetValueOrDefault("x-request-id")) yield return "no request id";
        if (answer.Json.GetProperty("status").GetInt32() != answer.Status) yield return "the status in the body is another one";

        string? Text(string name) => answer.Json.TryGetProperty(name, out var value) ? value.GetString() : null;
    }

    private static bool IsObject(RawAnswer answer)
    {
        try
        {
            return answer.Json.ValueKind == JsonValueKind.Object;
        }
        catch (JsonException)
        {
            return false;
        }
    }
}
