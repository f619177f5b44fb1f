using System.Net;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace Farebox.Client.Transport;

/// <summary>Turns answers into resources, refusals into values where the caller asked for them, and every other refusal into an exception.</summary>
internal static class ChannelAnswers
{
    public static async Task<T> AskAsync<T>(this Channel channel, Call call, JsonTypeInfo<T> type, CancellationToken cancellationToken)
    {
        var reply = await channel.SendAsync(call, cancellationToken).ConfigureAwait(false);
        return reply.Succeeded ? Read(reply, type) : throw new FareboxProblemException(reply.Status, ProblemOf(reply));
    }

    /// <summary>402 and 409 come back as a refusal: lack of credit, a limit, and the state of a hold are outcomes, not faults.</summary>
    public static async Task<(T? Answer, Refusal? Refusal)> AskOrRefuseAsync<T>(
        this Channel channel, Call call, JsonTypeInfo<T> type, CancellationToken cancellationToken)
        where T : class
    {
        var reply = await channel.SendAsync(call, cancellationToken).ConfigureAwait(false);
        if (reply.Succeeded) return (Read(reply, type), null);

        var problem = ProblemOf(reply);
        if (reply.Status is HttpStatusCode.PaymentRequired or HttpStatusCode.Conflict)
            return (null, new(problem.Code, problem.Detail, problem.Available) { Limit = problem.Limit, ResetsAt = problem.ResetsAt });

        throw new FareboxProblemException(reply.Status, problem);
    }

    private static T Read<T>(Reply reply, JsonTypeInfo<T> type) =>
        JsonSerializer.Deserialize(reply.Body, type) ?? throw new JsonException($"The server answered null where {typeof(T).Name} is due.");

    /// <summary>A proxy in between may refuse in its own words; the call failed all the same.</summary>
    private static Problem ProblemOf(Reply reply)
    {
        try
        {
            if (JsonSerializer.Deserialize(reply.Body, WireJson.Default.Problem) is { } problem) return problem;
        }
        catch (JsonException)
        {
            // Not a problem document: the status is all there is to say.
        }

        return new() { Code = $"http_{(int)reply.Status}", Title = "The answer was not a problem document." };
    }
}
