namespace Farebox.Http;

/// <summary>One registered reason to refuse: the code never changes, its status and words belong to it alone.</summary>
/// <param name="Code">Stable, snake_case; the last segment of the problem's <c>type</c>.</param>
/// <param name="Status">The status when it answers a request; an item of a batch carries the code without it.</param>
/// <param name="Title">What is wrong, in one line.</param>
/// <param name="Remedy">What the caller should do next.</param>
public sealed record ProblemCode(string Code, int Status, string Title, string Remedy)
{
    /// <summary>Seconds after which the same request is worth sending again, or nothing when it is not.</summary>
    public int? RetryAfterSeconds { get; init; }
}
