using System.Text;
using System.Text.Json;
using Farebox.Http.Edge;

namespace Farebox.Http.Reference;

/// <summary>The OpenAPI document of this server, and the same as a page. Anybody may read them.</summary>
internal static class ReferenceRoutes
{
    private static readonly byte[] Document = Read();
    private static readonly byte[] Page = Encoding.UTF8.GetBytes(ReferencePage.Render(JsonDocument.Parse(Document).RootElement));

    public static IEnumerable<ApiRoute> Routes =>
    [
        new("GET", "/openapi.json", _ => new(new Utf8Answer(Document))) { IsOpen = true },
        new("GET", "/docs", _ => new(new PageAnswer(Page))) { IsOpen = true, IsPage = true },
    ];

    private static byte[] Read()
    {
        using var resource = typeof(ReferenceRoutes).Assembly.GetManifestResourceStream("openapi.json")!;
        var bytes = new byte[resource.Length];
        resource.ReadExactly(bytes);
        return bytes;
    }
}
