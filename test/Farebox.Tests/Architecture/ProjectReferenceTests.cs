using System.Reflection;

namespace Farebox.Tests.Architecture;

public sealed class ProjectReferenceTests
{
    private static IEnumerable<SourceFile> Projects =>
        Repository.Files.Where(file => file.IsIn("src") && file.Name.EndsWith(".csproj", StringComparison.Ordinal));

    [Fact]
    public void Projects_reference_only_what_the_arrows_allow() => Rule.Holds(Projects, ProjectReferences.Violations);

    [Fact]
    public void A_project_reference_against_the_arrows_is_seen() =>
        Rule.Sees(
            ProjectReferences.Violations(
                Project("Farebox.Client", """<ProjectReference Include="../Farebox.Core/Farebox.Core.csproj" />""")),
            "Farebox.Client may not reference Farebox.Core");

    [Fact]
    public void A_project_without_arrows_is_seen() =>
        Rule.Sees(ProjectReferences.Violations(Project("Farebox.Common", "")), "Farebox.Common has no arrows");

    [Fact]
    public void There_are_at_most_six_projects_to_ship() => Assert.InRange(Projects.Count(), 1, 6);

    [Fact]
    public void Core_names_no_package() =>
        Rule.Holds(ProjectReferences.CoreViolations(Repository.Find("src/Farebox.Core/Farebox.Core.csproj")!));

    [Fact]
    public void A_package_in_Core_is_seen() =>
        Rule.Sees(
            ProjectReferences.CoreViolations(Project("Farebox.Core", """<PackageReference Include="Npgsql" />""")),
            "PackageReference Npgsql");

    [Fact]
    public void A_global_using_in_the_project_file_of_Core_is_seen() =>
        Rule.Sees(
            ProjectReferences.CoreViolations(Project("Farebox.Core", """<Using Include="Farebox.Ledger" />""")),
            "Using Farebox.Ledger");

    [Fact]
    public void The_assembly_of_Core_references_only_the_base_class_library() => Rule.Holds(Foreign(Assembly.Load("Farebox.Core")));

    [Fact]
    public void A_foreign_assembly_reference_is_seen() => Assert.Contains("xunit.core", Foreign(typeof(ProjectReferenceTests).Assembly));

    private static IEnumerable<string> Foreign(Assembly assembly) =>
        assembly.GetReferencedAssemblies().Select(name => name.Name!).Where(name => !name.StartsWith("System.", StringComparison.Ordinal));

    private static SourceFile Project(string name, string item) =>
        new($"src/{name}/{name}.csproj", $"<Project><ItemGroup>{item}</ItemGroup></Project>");
}
