using Farebox.CommandLine;

namespace Farebox.IntegrationTests.CommandLine;

public sealed class UsageCommandTests
{
    private const string Stream = """
        event: message_start
        data: {"type":"message_start","message":{"model":"claude-x","usage":{"input_tokens":25,"cache_read_input_tokens":1000,"output_tokens":1}}}

        event: message_delta
        data: {"type":"message_delta","usage":{"output_tokens":15}}

        data: [DONE]
        """;

    [Fact]
    public async Task A_stream_is_one_payload_and_its_counts_are_not_added_up()
    {
        var (code, text) = await RunAsync(Stream);

        Assert.Equal(0, code);
        Assert.Contains("1 payload(s) in the format anthropic", text, StringComparison.Ordinal);
        Assert.Matches(@"output\s+│\s+15 │", text);
        Assert.Matches(@"tokens\s+│\s+1040 │", text);
    }

    [Fact]
    public async Task Lines_of_JSON_are_payloads_of_their_own_and_are_added_up()
    {
        var (code, text) = await RunAsync("""
            {"requestId":"1","message":{"model":"claude-x","usage":{"input_tokens":100,"output_tokens":50,"cache_creation_input_tokens":25}}}
            {"requestId":"2","message":{"model":"claude-x","usage":{"input_tokens":1,"output_tokens":2,"speed":"fast","holo":3}}}
            """);

        Assert.Equal(0, code);
        Assert.Matches(@"input\s+│\s+101 │", text);
        Assert.Contains("in no class: /speed (1)", text, StringComparison.Ordinal);
        Assert.Contains("in no class, and unknown: /holo (1)", text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("""{"prompt_tokens":1,"completion_tokens":1,"total_tokens":3}""", "does not add up: The payload says total 3")]
    [InlineData("""{"tokens":1}""", "cannot be read: Its fields are none of a known format")]
    public async Task What_does_not_add_up_or_cannot_be_read_is_said_and_fails(string payload, string expected)
    {
        var (code, text) = await RunAsync(payload);

        Assert.Equal(1, code);
        Assert.Contains(expected, text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData()]
    [InlineData("nowhere.json")]
    [InlineData("nowhere.json", "--format", "openai.chat")]
    [InlineData("--format", "auto")]
    public async Task A_misspelt_call_is_refused(params string[] arguments) =>
        await Assert.ThrowsAsync<CommandException>(() => CapturedConsole.RunAsync(console => UsageCommand.RunAsync(console, arguments, CancellationToken.None)));

    [Fact]
    public async Task An_unknown_format_and_text_that_is_no_JSON_are_refused()
    {
        await Assert.ThrowsAsync<CommandException>(() => RunAsync("{}", "--format", "vendor"));
        await Assert.ThrowsAsync<CommandException>(() => RunAsync("not json"));
    }

    private static async Task<(int Code, string Text)> RunAsync(string payload, params string[] options)
    {
        var file = Path.GetTempFileName();
        await File.WriteAllTextAsync(file, payload);
        try
        {
            return await CapturedConsole.RunAsync(console => UsageCommand.RunAsync(console, [file, .. options], CancellationToken.None));
        }
        finally
        {
            File.Delete(file);
        }
    }
}
