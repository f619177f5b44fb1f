namespace Farebox.Postgres.Configuration;

/// <summary>Who runs this Farebox. Keys, configuration and books belong to one.</summary>
/// <param name="IsSandbox">Whether its clock may be set. Decided at its creation, and never changed.</param>
public sealed record Tenant(int Id, string Name, bool IsSandbox);
