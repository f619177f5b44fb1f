using System.Text.RegularExpressions;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Farebox.Tests.Architecture;

/// <summary>Words that do not belong where they are found. Patterns are put together from parts, lest this file match itself.</summary>
internal static partial class WordRules
{
    private static readonly string[] UnfinishedWords = ["TO" + "DO", "FIX" + "ME", "HA" + "CK", "NotImplemented" + "Exception"];

    private static readonly Regex Unfinished = new($@"\b({string.Join('|', UnfinishedWords)})\b");

    // A path on somebody's own disk, or a host that only somebody's own network knows.
    private static readonly Regex Machine = new(
        @"(?<![\w.~}/-])/(home|Users|workspaces?|work|builds?|mnt)/\w" + @"|\b[A-Z]:\\Users\\"
        + @"|https?://(10|127|192\.168)\.\d[\d.]*/(api|repository|artifactory|nexus)|https?://[\w.-]*\.(internal|corp|lan)\b"
        + @"|https?://[\w.-]*(artifactory|nexus|registry|mirror|proxy)[\w-]*\.", RegexOptions.IgnoreCase);

    public static IEnumerable<string> RegionViolations(SourceFile file) =>
        from trivia in CSharp.Parse(file).DescendantTrivia(descendIntoTrivia: true)
        where trivia.IsKind(SyntaxKind.RegionDirectiveTrivia)
        select $"{file.Path}: {trivia.ToString().Trim()} marks a type that wants to be two";

    public static IEnumerable<string> UnfinishedViolations(SourceFile file) => Matches(file, Unfinished, "is unfinished");

    public static IEnumerable<string> MachineViolations(SourceFile file) => Matches(file, Machine, "names a machine");

    /// <summary>The static console cannot be tested, redirected or silenced; people are spoken to by the command line alone.</summary>
    public static IEnumerable<string> ConsoleViolations(SourceFile file) =>
        from name in CSharp.Nodes<IdentifierNameSyntax>(file)
        where name.Identifier.Text == "Console" && IsStaticConsole(name) && !file.IsIn("src/Farebox/CommandLine")
        select $"{CSharp.At(file, name)} uses Console";

    /// <summary>One project knows SQL. Tests and the bench may, because they check it and compete with it.</summary>
    public static IEnumerable<string> SqlViolations(SourceFile file)
    {
        if (new[] { "src/Farebox.Postgres", "test", "bench" }.Any(file.IsIn)) return [];
        if (file.Name.EndsWith(".sql", StringComparison.Ordinal)) return [$"{file.Path} is SQL"];
        if (!file.IsCSharp) return [];
        return CSharp.StringLiterals(file).Where(text => Sql().IsMatch(text)).Select(text => $"{file.Path}: {text.Trim()}");
    }

    private static bool IsStaticConsole(IdentifierNameSyntax name) => name.Parent switch
    {
        QualifiedNameSyntax qualified => qualified.ToString() == "System.Console",
        MemberAccessExpressionSyntax access => access.Expression == name || access.Expression.ToString() is "System" or "global::System",
        _ => name.Parent is not (NameEqualsSyntax or NameColonSyntax),
    };

    private static IEnumerable<string> Matches(SourceFile file, Regex pattern, string verdict) =>
        from numbered in file.Lines.Index()
        let match = pattern.Match(numbered.Item)
        where match.Success
        select $"{file.Path}:{numbered.Index + 1} {verdict}: {match.Value}";

    [GeneratedRegex(@"\b(SELECT|INSERT INTO|UPDATE|DELETE FROM)\s")]
    private static partial Regex Sql();
}
