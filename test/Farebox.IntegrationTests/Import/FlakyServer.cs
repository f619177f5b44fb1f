using System.Net;
using System.Net.Sockets;
using System.Text;
using System.Text.Json;

namespace Farebox.IntegrationTests.Import;

/// <summary>Answers each request with the next of some refusals, and when they are used up takes every event.</summary>
internal sealed class FlakyServer : IDisposable
{
    private readonly HttpListener _listener = new();
    private readonly Queue<string> _refusals;

    /// <param name="refusals">Each a status, or <c>gone</c> for a connection that is cut in the middle of the answer.</param>
    public FlakyServer(params string[] refusals)
    {
        using var free = new TcpListener(IPAddress.Loopback, 0);
        free.Start();
        Address = new($"http://127.0.0.1:{((IPEndPoint)free.LocalEndpoint).Port}/");
        free.Stop();
        _refusals = new(refusals);
        _listener.Prefixes.Add(Address.ToString());
        _listener.Start();
        _ = ServeAsync();
    }

    public Uri Address { get; }

    /// <summary>The bodies that came, in order.</summary>
    public List<string> Bodies { get; } = [];

    public void Dispose() => _listener.Close();

    private async Task ServeAsync()
    {
        while (_listener.IsListening)
        {
            HttpListenerContext context;
            try
            {
                context = await _listener.GetContextAsync();
            }
            catch (Exception end) when (end is HttpListenerException or ObjectDisposedException)
            {
                return;
            }

            using var reader = new StreamReader(context.Request.InputStream);
            Bodies.Add(await reader.ReadToEndAsync(CancellationToken.None));
            if (_refusals.TryDequeue(out var refusal)) Refuse(context, refusal);
            else Answer(context, 200, Taken(Bodies[^1]));
        }
    }

    private static void Refuse(HttpListenerContext context, string refusal)
    {
        if (refusal == "gone")
        {
            context.Response.ContentLength64 = 100;
            context.Response.OutputStream.Write("{\"results\":["u8);
            context.Response.Abort();
            return;
        }

        context.Response.AddHeader("Retry-After", "0");
        var status = int.Parse(refusal, System.Globalization.CultureInfo.InvariantCulture);
        Answer(context, status, status == 502 ? "<html>" : """{"code":"overloaded","title":"More work waits"}""");
    }

    private static string Taken(string lines)
    {
        var ids = lines.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => JsonDocument.Parse(line).RootElement.GetProperty("id"));
        return $$"""{"results":[{{string.Join(',', ids.Select(id => $$$"""{"id":"{{{id}}}","status":"recorded","debited":{"credit":"0.5","token":"2"}}"""))}}]}""";
    }

    private static void Answer(HttpListenerContext context, int status, string body)
    {
        context.Response.StatusCode = status;
        context.Response.Close(Encoding.UTF8.GetBytes(body), willBlock: false);
    }
}
