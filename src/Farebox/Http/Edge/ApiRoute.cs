using Farebox.Postgres.Tenants;

namespace Farebox.Http.Edge;

/// <summary>One method on one path. <c>{name}</c> stands for an id; everything else is matched to the letter.</summary>
internal sealed class ApiRoute(string method, string path, Func<Call, ValueTask<Answer>> handle)
{
    public string Method { get; } = method;

    public string Path { get; } = path;

    public Func<Call, ValueTask<Answer>> Handle { get; } = handle;

    /// <summary>The query parameters it reads. A misspelt filter must not widen a listing, so any other is refused.</summary>
    public string[] Parameters { get; init; } = [];

    /// <summary>Answers without a key. Only health, schemas and the reference do.</summary>
    public bool IsOpen { get; init; }

    /// <summary>Answers with a page for people, so it does not ask whether JSON is accepted.</summary>
    public bool IsPage { get; init; }

    public string[] Segments { get; } = path[1..].Split('/');

    /// <summary>What a key must be able to do; of several, one is enough. A route that does not say is for administrators, and a test fails.</summary>
    public KeyScopes? Scope { get; init; }
}
