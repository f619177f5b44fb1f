using System.Text.RegularExpressions;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Farebox.Tests.Architecture;

/// <summary>What reads or writes for a caller does so in a session that is held to the caller's tenant, so that a forgotten condition shows nothing.</summary>
internal static partial class WallRules
{
    private static readonly string[] Folders = ["src/Farebox.Postgres/Configuration", "src/Farebox.Postgres/Reports"];

    /// <summary>These work before a tenant is known, or on all of them.</summary>
    private static readonly string[] Unwalled = ["src/Farebox.Postgres/Configuration/TenantStore.cs", "src/Farebox.Postgres/Configuration/Readiness.cs"];

    private static readonly string[] Openings = ["CreateCommand", "CreateBatch", "OpenConnection", "OpenConnectionAsync"];

    public static IEnumerable<string> Violations(SourceFile file) =>
        from name in CSharp.Nodes<IdentifierNameSyntax>(file)
        where Openings.Contains(name.Identifier.Text) && Folders.Any(file.IsIn) && !Unwalled.Contains(file.Path)
        select $"{CSharp.At(file, name)} uses {name.Identifier.Text}: begin a TenantSession instead";

    /// <summary>Statements that join a table of the journal where it is a view of the wall: PostgreSQL hands such a view no column of a join, and reads all of it.</summary>
    public static IEnumerable<string> Joins(SourceFile file) =>
        from literal in CSharp.StringLiterals(file)
        where file.IsIn("src/Farebox.Postgres/Reports") || file.Path == "src/Farebox.Postgres/Tenants/AuditLog.cs"
        from Match found in Journal().Matches(literal)
        select $"{file.Path} has \"{found.Value}\": ask for the book by a parameter instead";

    [GeneratedRegex(@"JOIN (entry|transfer|ledger_transfer|event_body)\b")]
    private static partial Regex Journal();
}
