using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using Farebox.Http.Edge;
using Farebox.IntegrationTests.Support;

namespace Farebox.IntegrationTests.Contract;

/// <summary>The document is one, is valid, speaks of every route and of nothing else.</summary>
public sealed class OpenApiTests(ServerFixture fixture) : IClassFixture<ServerFixture>
{
    private static readonly JsonSerializerOptions Written = new() { WriteIndented = true, IndentSize = 1, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>To write the document anew from its pieces: set FAREBOX_WRITE_DOCS=1 and run this test.</summary>
    [Fact]
    public void The_document_is_what_its_pieces_say()
    {
        var document = OpenApiPieces.Merge([.. Paths.Pieces.Select(file => OpenApiPieces.Parse(File.ReadAllText(file)))]).ToJsonString(Written) + "\n";
        if (Environment.GetEnvironmentVariable("FAREBOX_WRITE_DOCS") == "1") File.WriteAllText(Paths.Document, document);

        Assert.True(document == File.ReadAllText(Paths.Document), "docs/reference/openapi.json is not what its pieces say. Run this test with FAREBOX_WRITE_DOCS=1, and commit what it writes.");
    }

    [Fact]
    public void Two_pieces_with_one_path_or_an_unknown_code_make_no_document()
    {
        JsonObject[] pieces = [.. Paths.Pieces.Select(file => OpenApiPieces.Parse(File.ReadAllText(file)))];
        var unknown = pieces[1].DeepClone().AsObject();
        unknown["paths"]!.AsObject().First().Value!["post"]!["x-codes"] = "any made_up";

        Assert.Throws<InvalidOperationException>(() => OpenApiPieces.Merge([.. pieces, pieces[1]]));
        Assert.Throws<KeyNotFoundException>(() => OpenApiPieces.Merge([pieces[0], unknown]));
    }

    [Fact]
    public void The_document_is_a_valid_one_of_OpenAPI_3_1() => Assert.Empty(OpenApiRules.Faults(OpenApiDocument.Committed.Root));

    [Theory]
    [InlineData("info", "lacks 'info'")]
    [InlineData("paths", "none of")]
    public void A_document_that_is_none_is_seen(string without, string expected)
    {
        var damaged = JsonNode.Parse(OpenApiDocument.Committed.Root.GetRawText())!.AsObject();
        damaged.Remove(without);
        damaged.Remove(without == "paths" ? "components" : "");

        Assert.Contains(OpenApiRules.Faults(Element(damaged)), fault => fault.Contains(expected, StringComparison.Ordinal));
    }

    [Fact]
    public void An_operation_or_a_schema_that_is_none_is_seen()
    {
        var damaged = JsonNode.Parse(OpenApiDocument.Committed.Root.GetRawText())!.AsObject();
        damaged["paths"]!["/v1/assets"]!["post"]!["respnses"] = new JsonObject();
        Assert.Contains(OpenApiRules.Faults(Element(damaged)), fault => fault.Contains("respnses", StringComparison.Ordinal));

        damaged = JsonNode.Parse(OpenApiDocument.Committed.Root.GetRawText())!.AsObject();
        damaged["components"]!["schemas"]!["Id"]!["patern"] = "^a$";
        Assert.Contains("'patern'", Assert.Throws<NotSupportedException>(() => OpenApiRules.Faults(Element(damaged))).Message, StringComparison.Ordinal);

        damaged = JsonNode.Parse(OpenApiDocument.Committed.Root.GetRawText())!.AsObject();
        damaged["paths"]!["/v1/assets"]!["post"]!["requestBody"]!["content"]!["application/json"]!["example"]!["scale"] = 77;
        Assert.Contains(OpenApiRules.Faults(Element(damaged)), fault => fault.Contains("77 is above 9", StringComparison.Ordinal));
    }

    [Fact]
    public void Every_route_is_documented_and_every_documented_one_is_there() =>
        Assert.Empty(OpenApiRules.Differences(fixture.Server.Host.Routes.All, OpenApiDocument.Committed));

    [Fact]
    public void A_route_that_only_one_of_them_has_is_seen()
    {
        IReadOnlyList<ApiRoute> routes = fixture.Server.Host.Routes.All;

        Assert.Contains("POST /v1/new is not documented", OpenApiRules.Differences([.. routes, new("POST", "/v1/new", _ => default)], OpenApiDocument.Committed).Single(), StringComparison.Ordinal);
        Assert.Contains("is documented and does not exist", OpenApiRules.Differences(routes.Skip(1), OpenApiDocument.Committed).Single(), StringComparison.Ordinal);
        Assert.Contains(
            "reads other parameters", OpenApiRules.Differences([.. routes.Where(route => route.Path != "/v1/reports/usage"), new("GET", "/v1/reports/usage", _ => default)], OpenApiDocument.Committed).Single(),
            StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_server_hands_its_document_out_to_anybody()
    {
        using var anybody = new ApiClient(fixture.Server.Host.Address, null);

        Assert.Equal(File.ReadAllText(Paths.Document).TrimEnd(), (await anybody.GetAsync("/openapi.json")).Text.TrimEnd());
    }

    private static JsonElement Element(JsonNode node) => JsonDocument.Parse(node.ToJsonString()).RootElement;
}
