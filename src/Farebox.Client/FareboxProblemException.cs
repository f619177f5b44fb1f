using System.Net;

namespace Farebox.Client;

/// <summary>The server refused a call, and said why in a problem document.</summary>
public sealed class FareboxProblemException(HttpStatusCode status, Problem problem)
    : Exception($"{(int)status} {problem.Code}: {problem.Detail ?? problem.Title}")
{
    public HttpStatusCode Status { get; } = status;

    public Problem Problem { get; } = problem;

    /// <summary>The stable code of the refusal, for example <c>already_exists</c>. Decide by this, never by the text.</summary>
    public string Code => Problem.Code;

    public string? Detail => Problem.Detail;

    /// <summary>What the wallet could still pay, where the refusal is about credit.</summary>
    public string? Available => Problem.Available;
}
