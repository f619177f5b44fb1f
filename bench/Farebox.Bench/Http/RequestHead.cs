using System.Text;

namespace Farebox.Bench.Http;

/// <summary>The head of a request, always the same for the same route and length.</summary>
public static class RequestHead
{
    public static byte[] Post(string path, string contentType, int contentLength, string key) =>
        Encoding.ASCII.GetBytes(
            $"POST {path} HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer {key}\r\nContent-Type: {contentType}\r\nContent-Length: {contentLength}\r\n\r\n");

    public static byte[] Get(string path, string key) =>
        Encoding.ASCII.GetBytes($"GET {path} HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer {key}\r\n\r\n");
}
