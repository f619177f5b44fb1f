using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Farebox.Tests.Architecture;

/// <summary>
/// A class that needs more than four others does more than one thing. Records are facts and may have as many parts as they have;
/// plain values (a name, a number, a span) are settings, not dependencies; private constructors are a type's own affair.
/// </summary>
internal static class ServiceRules
{
    public const int DependenciesMax = 4;

    private static readonly string[] PlainValues = ["TimeSpan", "DateTimeOffset", "DateOnly", "Guid", "Uri", "CancellationToken"];

    public static IEnumerable<string> Violations(SourceFile file) =>
        from service in CSharp.Nodes<ClassDeclarationSyntax>(file)
        from parameters in Constructors(service)
        let count = parameters.Parameters.Count(IsDependency)
        where count > DependenciesMax
        select $"{CSharp.At(file, service)} {service.Identifier.Text} has {count} dependencies";

    private static IEnumerable<ParameterListSyntax> Constructors(ClassDeclarationSyntax service)
    {
        if (service.ParameterList is { } primary) yield return primary;
        foreach (var constructor in service.Members.OfType<ConstructorDeclarationSyntax>())
        {
            if (!constructor.Modifiers.Any(SyntaxKind.PrivateKeyword)) yield return constructor.ParameterList;
        }
    }

    private static bool IsDependency(ParameterSyntax parameter)
    {
        var type = parameter.Type is NullableTypeSyntax nullable ? nullable.ElementType : parameter.Type;
        return type is not PredefinedTypeSyntax && !PlainValues.Contains(type?.ToString());
    }
}
