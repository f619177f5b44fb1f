using System.ComponentModel;
using System.Diagnostics;
using System.Text.Json;
using Farebox.IntegrationTests.Support;

namespace Farebox.IntegrationTests.Webhooks;

/// <summary>The official package for receivers, which shares no line with ours: installed from the lock file beside it, and asked about a delivery.</summary>
internal sealed class NpmVerifier
{
    private const string Missing = "These tests need npm, as ./farebox test installs it: apt-get install npm";

    private readonly string _folder;

    private NpmVerifier(string folder) => _folder = folder;

    public static async Task<NpmVerifier> InstallAsync()
    {
        var folder = TemporaryFolder.Create();
        Directory.CreateDirectory(folder);
        foreach (var file in (string[])["package.json", "package-lock.json", "verify.mjs"])
            File.Copy(Path.Combine(RepositoryRoot.Find(), "test/Farebox.IntegrationTests/Webhooks/npm", file), Path.Combine(folder, file));
        var (code, output) = await RunAsync("npm", ["ci", "--ignore-scripts", "--no-audit", "--no-fund"], folder, "");
        Assert.True(code == 0, output);
        return new(folder);
    }

    /// <returns><c>verified</c> and the type, or <c>refused</c> and why.</returns>
    public async Task<string> VerifyAsync(string secret, ReceivedWebhook received)
    {
        var delivery = JsonSerializer.Serialize(new
        {
            secret, body = received.Body,
            headers = new Dictionary<string, string> { ["webhook-id"] = received.Id, ["webhook-timestamp"] = received.Timestamp, ["webhook-signature"] = received.Signature },
        });
        var (code, output) = await RunAsync("node", ["verify.mjs"], _folder, delivery);
        Assert.True(code == 0, output);
        return output;
    }

    private static async Task<(int Code, string Output)> RunAsync(string program, string[] arguments, string folder, string input)
    {
        var start = new ProcessStartInfo(program, arguments)
        {
            WorkingDirectory = folder, RedirectStandardInput = true, RedirectStandardOutput = true, RedirectStandardError = true,
        };
        Process? process = null;
        try
        {
            process = Process.Start(start);
        }
        catch (Win32Exception)
        {
            Assert.Fail(Missing);
        }

        using (process)
        {
            var (output, errors) = (process!.StandardOutput.ReadToEndAsync(CancellationToken.None), process.StandardError.ReadToEndAsync(CancellationToken.None));
            await process.StandardInput.WriteAsync(input);
            process.StandardInput.Close();
            await process.WaitForExitAsync();
            return (process.ExitCode, process.ExitCode == 0 ? await output : await output + await errors);
        }
    }
}
