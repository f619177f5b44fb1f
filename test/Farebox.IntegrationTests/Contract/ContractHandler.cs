namespace Farebox.IntegrationTests.Contract;

/// <summary>Between every test and the server: an answer that the document does not describe fails the test that got it.</summary>
internal sealed class ContractHandler(HttpMessageHandler inner, OpenApiDocument document) : DelegatingHandler(inner)
{
    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var sent = request.Content is null ? "" : await request.Content.ReadAsStringAsync(cancellationToken);
        var response = await base.SendAsync(request, cancellationToken);
        await response.Content.LoadIntoBufferAsync(cancellationToken);
        var text = await response.Content.ReadAsStringAsync(cancellationToken);

        var contentType = response.Content.Headers.ContentType?.MediaType;
        var faults = document.Faults(new(
            request.Method.Method, request.RequestUri!.PathAndQuery, (int)response.StatusCode,
            response.Headers.Concat(response.Content.Headers).Select(header => header.Key).ToHashSet(StringComparer.OrdinalIgnoreCase),
            contentType, contentType?.EndsWith("json", StringComparison.Ordinal) == true ? Exchange.Parse(text) : null, Exchange.Parse(sent))).ToArray();
        return faults.Length == 0 ? response : throw new ContractException($"{string.Join('\n', faults)}\n{text}");
    }
}

/// <summary>The server and its document differ.</summary>
public sealed class ContractException(string message) : Exception(message);
