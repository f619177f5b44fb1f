using System.Text.RegularExpressions;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Farebox.Tests.Architecture;

/// <summary>What Core promises beyond its arrows: exact numbers, refusals as values, and types that nobody extends by accident.</summary>
internal static partial class CoreRules
{
    // The places where an exception becomes an outcome. A product or sum that does not fit is refused as amount_overflow; and the
    // base library has no other way to say that bytes are not JSON, which the data of a binary event must be before it is put in an envelope.
    private static readonly (string Folder, string Exception)[] Seams =
    [
        ("src/Farebox.Core/Charging", "OverflowException"),
        ("src/Farebox.Core/Billing", "OverflowException"),
        ("src/Farebox.Core/Metering", "JsonException"),
    ];

    private static readonly string[] BinaryFloats = ["Single", "Double", "Half"];

    public static IEnumerable<string> FloatViolations(SourceFile file) =>
        from token in CSharp.Tokens(file)
        where token.IsKind(SyntaxKind.FloatKeyword) || token.IsKind(SyntaxKind.DoubleKeyword) || FloatLiteral().IsMatch(token.Text)
            || (BinaryFloats.Contains(token.Text) && token.Parent is IdentifierNameSyntax)
        select $"{file.Path}: binary floating point: {token.Text}";

    public static IEnumerable<string> CatchViolations(SourceFile file) =>
        from caught in CSharp.Nodes<CatchClauseSyntax>(file)
        let exception = caught.Declaration?.Type.ToString() ?? "everything"
        where !Seams.Any(seam => file.IsIn(seam.Folder) && seam.Exception == exception)
        select $"{CSharp.At(file, caught)} catches {exception}";

    public static IEnumerable<string> OpenTypes(IEnumerable<Type> types) =>
        from type in types
        where !type.IsSealed && !type.IsAbstract && !type.IsValueType
        select $"{type.FullName} is public and neither sealed, static, abstract nor a value";

    // 1.5, 1e3 and 1d are doubles; 1.5m is exact, and a hexadecimal literal may end in d or f and is whole.
    [GeneratedRegex(@"^[0-9][0-9_]*(?:\.[0-9_]+(?:[eE][+-]?[0-9]+)?|[eE][+-]?[0-9]+|(?=[fFdD]))[fFdD]?$")]
    private static partial Regex FloatLiteral();
}
