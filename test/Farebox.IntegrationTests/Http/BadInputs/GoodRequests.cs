using System.Globalization;
using Farebox.IntegrationTests.Support;

namespace Farebox.IntegrationTests.Http.BadInputs;

/// <summary>Makes requests that a server accepts, each about something that was never asked for before.</summary>
internal sealed class GoodRequests(TestServer server)
{
    private int _lastNumber;

    /// <param name="isSure">Whether what must be there first may not be refused.</param>
    public async Task<GoodRequest> MakeAsync(Endpoint endpoint, string account, string? key, bool isSure = true)
    {
        var number = Interlocked.Increment(ref _lastNumber);
        if (endpoint.Prepare is { } prepare)
        {
            var prepared = await server.Api.PostAsync(Fill(prepare.Path), Fill(prepare.Body), $"prepared-{number}");
            Assert.True(prepared.Status is 200 or 201 || !isSure, $"{endpoint.Name} could not be prepared: {prepared.Text}");
        }

        return new(endpoint.Method, Fill(endpoint.Path), [.. endpoint.Members.Select(member => (member.Name, Fill(member.Json)))], TestServer.Key, key);

        string Fill(string text) => text
            .Replace("{account}", account, StringComparison.Ordinal)
            .Replace("{n}", number.ToString(CultureInfo.InvariantCulture), StringComparison.Ordinal);
    }
}
