namespace Farebox.Tests.Architecture;

public sealed class ScriptRuleTests
{
    [Fact]
    public void Scripts_are_executable_in_git()
    {
        var modes = Repository.Modes();
        Rule.Holds(Repository.Files, file => ScriptRules.Violations(file, modes));
    }

    [Theory]
    [InlineData("farebox", "#!/bin/sh\n")]
    [InlineData("bench/run.sh", "echo")]
    public void A_script_that_may_not_be_run_is_seen(string path, string text)
    {
        Rule.Sees(ScriptRules.Violations(new(path, text), new Dictionary<string, string> { [path] = "100644" }), $"{path} has mode 100644");
        Rule.Holds(ScriptRules.Violations(new(path, text), new Dictionary<string, string> { [path] = "100755" }));
    }

    [Fact]
    public void An_ordinary_file_needs_no_mode() =>
        Rule.Holds(ScriptRules.Violations(new("README.md", "# A"), new Dictionary<string, string> { ["README.md"] = "100644" }));
}
