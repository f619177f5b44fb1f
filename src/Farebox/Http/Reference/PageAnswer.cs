using System.Buffers;
using Farebox.Http.Edge;

namespace Farebox.Http.Reference;

/// <summary>A page for people. It brings its own style, runs nothing and loads nothing.</summary>
internal sealed class PageAnswer(byte[] html) : Answer
{
    public override void WriteTo(HttpContext context)
    {
        var response = context.Response;
        response.Headers.ContentSecurityPolicy = "default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'none'";
        response.Headers.XContentTypeOptions = "nosniff";
        response.ContentType = "text/html; charset=utf-8";
        response.ContentLength = html.Length;
        response.BodyWriter.Write(html);
    }
}
