namespace Farebox.Http.Edge;

/// <summary>One fault of a body, where it stands (a JSON Pointer) and what it is.</summary>
internal readonly record struct BodyError(string Pointer, ProblemCode Code, string Detail);
