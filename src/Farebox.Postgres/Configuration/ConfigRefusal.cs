namespace Farebox.Postgres.Configuration;

/// <summary>Why something cannot be configured: a registered code, and the detail in words.</summary>
public sealed record ConfigRefusal(string Code, string Detail);
