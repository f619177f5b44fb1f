using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Farebox.Tests.Architecture;

/// <summary>The arrows between the folders of Core. Price and credit know nothing of each other; they meet in Charging.</summary>
internal static class FolderArrows
{
    private static readonly Dictionary<string, string[]> Allowed = new()
    {
        ["Money"] = [],
        ["Time"] = [],
        ["Wording"] = [],
        ["Metering"] = ["Money", "Time", "Wording"],
        ["Rating"] = ["Money", "Time", "Wording"],
        ["Ledger"] = ["Money", "Time"],
        ["Charging"] = ["Metering", "Rating", "Ledger", "Money", "Time"],
        ["Billing"] = ["Charging", "Metering", "Rating", "Ledger", "Money", "Time"],
        ["Planning"] = ["Billing", "Rating", "Money", "Time"],
    };

    public static IEnumerable<string> Violations(SourceFile file)
    {
        var folder = file.Path.Split('/') is [_, _, var first, _, ..] ? first : "";
        if (!Allowed.TryGetValue(folder, out var allowed)) return [$"{file.Path} is in no folder that has arrows"];
        return FoldersUsed(file)
            .Where(used => used != folder && !allowed.Contains(used))
            .Select(used => $"{folder} may not use {used}: {file.Path}");
    }

    /// <summary>A namespace that is not its folder would walk around the arrows.</summary>
    public static IEnumerable<string> NamespaceViolations(SourceFile file)
    {
        var expected = file.Folder.Replace("src/Farebox.Core", "Farebox", StringComparison.Ordinal).Replace('/', '.');
        return CSharp.Nodes<BaseNamespaceDeclarationSyntax>(file)
            .Where(declared => declared.Name.ToString() != expected)
            .Select(declared => $"{CSharp.At(file, declared)} declares {declared.Name}, and its folder says {expected}");
    }

    /// <summary>
    /// Folders named by a using, by a full name (<c>Farebox.Ledger.Grant</c>), or by the short form that resolves inside the namespace
    /// Farebox (<c>Ledger.Grant</c>).
    /// </summary>
    public static IEnumerable<string> FoldersUsed(SourceFile file)
    {
        var full = CSharp.Nodes<QualifiedNameSyntax>(file).Select(name => name.ToString())
            .Concat(CSharp.Nodes<MemberAccessExpressionSyntax>(file).Select(access => access.ToString()))
            .Select(name => name.StartsWith("global::", StringComparison.Ordinal) ? name["global::".Length..] : name)
            .Where(name => name.StartsWith("Farebox.", StringComparison.Ordinal))
            .Select(name => name.Split('.')[1]);
        var brief = CSharp.Nodes<QualifiedNameSyntax>(file).Select(name => name.Left)
            .Concat(CSharp.Nodes<MemberAccessExpressionSyntax>(file).Select(access => (SyntaxNode)access.Expression))
            .OfType<IdentifierNameSyntax>()
            .Select(name => name.Identifier.Text);
        var own = CSharp.Nodes<BaseNamespaceDeclarationSyntax>(file)
            .Select(declared => declared.Name.ToString().Split('.').ElementAtOrDefault(1));
        return full.Concat(brief).Where(Allowed.ContainsKey).Except(own.OfType<string>()).Distinct();
    }
}
