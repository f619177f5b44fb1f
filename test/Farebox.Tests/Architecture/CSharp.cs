using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Farebox.Tests.Architecture;

/// <summary>C# text as the compiler reads it, so that comments and strings are never taken for code.</summary>
internal static class CSharp
{
    public static CompilationUnitSyntax Parse(SourceFile file) => CSharpSyntaxTree.ParseText(file.Text).GetCompilationUnitRoot();

    public static IEnumerable<SyntaxToken> Tokens(SourceFile file) => Parse(file).DescendantTokens();

    public static IEnumerable<T> Nodes<T>(SourceFile file) where T : SyntaxNode => Parse(file).DescendantNodes().OfType<T>();

    public static IEnumerable<string> StringLiterals(SourceFile file) =>
        from token in Tokens(file)
        where token.Kind() is SyntaxKind.StringLiteralToken or SyntaxKind.SingleLineRawStringLiteralToken
            or SyntaxKind.MultiLineRawStringLiteralToken or SyntaxKind.InterpolatedStringTextToken or SyntaxKind.Utf8StringLiteralToken
            or SyntaxKind.Utf8SingleLineRawStringLiteralToken or SyntaxKind.Utf8MultiLineRawStringLiteralToken
        select token.ValueText;

    public static int Line(SyntaxNode node) => node.SyntaxTree.GetLineSpan(node.Span).StartLinePosition.Line + 1;

    public static string At(SourceFile file, SyntaxNode node) => $"{file.Path}:{Line(node)}";

    /// <summary>
    /// Every body and its length in lines, from the line of its name to its closing brace, blank lines included. A method, constructor,
    /// operator, accessor or expression-bodied property is one body; local functions and lambdas belong to the body around them; the
    /// top-level statements of a program are one body together.
    /// </summary>
    public static IEnumerable<(string Name, int Line, int Lines)> Bodies(SourceFile file)
    {
        var unit = Parse(file);
        var globals = unit.Members.OfType<GlobalStatementSyntax>().ToArray();
        if (globals.Length > 0) yield return ("top-level statements", Line(globals[0]), Span(globals[0].SpanStart, globals[^1].Span.End));

        foreach (var node in unit.DescendantNodes())
        {
            if (NamedBody(node) is { } body) yield return (body.Name, Line(node), Span(body.Start, node.Span.End));
        }

        int Span(int start, int end) => LineOf(end) - LineOf(start) + 1;
        int LineOf(int position) => unit.SyntaxTree.GetText().Lines.GetLineFromPosition(position).LineNumber;
    }

    private static (string Name, int Start)? NamedBody(SyntaxNode node) => node switch
    {
        MethodDeclarationSyntax method => (method.Identifier.Text, method.Identifier.SpanStart),
        ConstructorDeclarationSyntax constructor => (constructor.Identifier.Text, constructor.Identifier.SpanStart),
        OperatorDeclarationSyntax operation => ("operator " + operation.OperatorToken.Text, operation.OperatorKeyword.SpanStart),
        ConversionOperatorDeclarationSyntax conversion => ("conversion", conversion.OperatorKeyword.SpanStart),
        AccessorDeclarationSyntax { Body: not null } accessor => (accessor.Keyword.Text, accessor.Keyword.SpanStart),
        AccessorDeclarationSyntax { ExpressionBody: not null } accessor => (accessor.Keyword.Text, accessor.Keyword.SpanStart),
        PropertyDeclarationSyntax { ExpressionBody: not null } property => (property.Identifier.Text, property.Identifier.SpanStart),
        IndexerDeclarationSyntax { ExpressionBody: not null } indexer => ("this", indexer.ThisKeyword.SpanStart),
        _ => null,
    };
}
