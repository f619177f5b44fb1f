using System.Net.Sockets;
using System.Text;
using System.Text.Json;

namespace Farebox.IntegrationTests.Http.BadInputs;

/// <summary>HTTP as bytes, so that what no decent client sends can be sent.</summary>
internal static class RawHttp
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    /// <param name="bytes">A whole request, or as much of one as the server will hear.</param>
    public static async Task<RawAnswer> SendAsync(Uri address, byte[] bytes)
    {
        using var patience = new CancellationTokenSource(Patience);
        using var socket = new Socket(SocketType.Stream, ProtocolType.Tcp);
        await socket.ConnectAsync(address.Host, address.Port, patience.Token);
        var sending = SendAsync(socket, bytes, patience.Token);
        var received = await ReceiveAsync(socket, patience.Token);
        await sending;
        return RawAnswer.Parse(received);
    }

    private static async Task SendAsync(Socket socket, byte[] bytes, CancellationToken cancellationToken)
    {
        try
        {
            for (var sent = 0; sent < bytes.Length;) sent += await socket.SendAsync(bytes.AsMemory(sent), cancellationToken);
        }
        catch (SocketException)
        {
            // The server has answered and closed before it heard everything, which is its right.
        }
    }

    private static async Task<byte[]> ReceiveAsync(Socket socket, CancellationToken cancellationToken)
    {
        var received = new MemoryStream();
        var buffer = new byte[16 * 1024];
        try
        {
            while (await socket.ReceiveAsync(buffer, cancellationToken) is var count and > 0)
            {
                received.Write(buffer, 0, count);
                if (RawAnswer.IsComplete(received)) break;
            }
        }
        catch (SocketException) when (received.Length > 0)
        {
            // Reset after the answer, because of bytes it did not want.
        }

        return received.ToArray();
    }
}

/// <summary>What came back.</summary>
internal sealed record RawAnswer(int Status, IReadOnlyDictionary<string, string> Headers, string Body)
{
    public string? Code => IsJson && Json.TryGetProperty("code", out var code) ? code.GetString() : null;

    public JsonElement Json => JsonDocument.Parse(Body).RootElement;

    private bool IsJson => Headers.GetValueOrDefault("content-type")?.EndsWith("json", StringComparison.Ordinal) == true && Body.Length > 0;

    public static RawAnswer Parse(byte[] bytes)
    {
        var text = Encoding.UTF8.GetString(bytes);
        var end = text.IndexOf("\r\n\r\n", StringComparison.Ordinal);
        if (end < 0) return new(0, new Dictionary<string, string>(), text);

        var lines = text[..end].Split("\r\n");
        var headers = lines[1..].Select(line => line.Split(": ", 2)).ToDictionary(pair => pair[0].ToLowerInvariant(), pair => pair[1]);
        return new(int.Parse(lines[0].Split(' ')[1], System.Globalization.CultureInfo.InvariantCulture), headers, text[(end + 4)..]);
    }

    public static bool IsComplete(MemoryStream received)
    {
        var answer = Parse(received.ToArray());
        return answer.Headers.TryGetValue("content-length", out var length)
            && Encoding.UTF8.GetByteCount(answer.Body) >= int.Parse(length, System.Globalization.CultureInfo.InvariantCulture);
    }
}
