using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Farebox.Tests.Architecture;

/// <summary>What reads or writes for a caller does so in a session that is held to the caller's tenant, so that a forgotten condition shows nothing.</summary>
internal static class WallRules
{
    private static readonly string[] Folders = ["src/Farebox.Postgres/Configuration", "src/Farebox.Postgres/Reports"];

    /// <summary>These work before a tenant is known, or on all of them.</summary>
    private static readonly string[] Unwalled = ["src/Farebox.Postgres/Configuration/TenantStore.cs", "src/Farebox.Postgres/Configuration/Readiness.cs"];

    private static readonly string[] Openings = ["CreateCommand", "CreateBatch", "OpenConnection", "OpenConnectionAsync"];

    public static IEnumerable<string> Violations(SourceFile file) =>
        from name in CSharp.Nodes<IdentifierNameSyntax>(file)
        where Openings.Contains(name.Identifier.Text) && Folders.Any(file.IsIn) && !Unwalled.Contains(file.Path)
        select $"{CSharp.At(file, name)} uses {name.Identifier.Text}: begin a TenantSession instead";
}
