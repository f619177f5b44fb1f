using System.Globalization;
using System.Text;
using Farebox.IntegrationTests.Contract;
using Farebox.IntegrationTests.Http.BadInputs;
using Farebox.IntegrationTests.Support;

namespace Farebox.IntegrationTests.Http.Generated;

/// <summary>Sends requests that were made by changing good ones, and says every answer that is not as it must be.</summary>
internal sealed class GeneratedTraffic(TestServer server, int seed)
{
    private const int AtOnce = 4;

    // A held or limited account answers 402 to everything; a new one every so often keeps the requests going deep.
    private const int RequestsPerAccount = 100;

    /// <summary>Where its good requests come from, and whoever asks further.</summary>
    public GoodRequests Requests { get; } = new(server);

    /// <summary>How often each status was answered.</summary>
    public SortedDictionary<int, int> Statuses { get; } = [];

    public async Task<IReadOnlyList<string>> SendAsync(IReadOnlyList<Endpoint> endpoints, int count)
    {
        var failures = new List<string>();
        for (var first = 0; first < count; first += RequestsPerAccount)
        {
            var account = $"generated-{endpoints.Count.ToString(CultureInfo.InvariantCulture)}-{first.ToString(CultureInfo.InvariantCulture)}";
            await Shop.OpenAsync(server.Api, account, "1000");
            var numbers = Enumerable.Range(first, Math.Min(RequestsPerAccount, count - first));
            await Parallel.ForEachAsync(numbers, new ParallelOptions { MaxDegreeOfParallelism = AtOnce }, async (number, _) =>
                await SendOneAsync(endpoints[number % endpoints.Count], account, number, failures));
        }

        return failures;
    }

    private async Task SendOneAsync(Endpoint endpoint, string account, int number, List<string> failures)
    {
        var random = new Random(HashCode(number));
        var key = $"key-{random.Next(1_000_000).ToString(CultureInfo.InvariantCulture)}";
        var good = await Requests.MakeAsync(endpoint, account, key, isSure: false);
        var request = new GeneratedRequest(good);
        request.Members.AddRange(OptionalMembers.Some(random, endpoint));
        Mutations.Apply(random, request);

        var bytes = request.Bytes();
        var answer = await RawHttp.SendAsync(server.Host.Address, bytes);
        var faults = AnswerRules.Faults(Encoding.UTF8.GetString(bytes), answer, request.Method == "HEAD").Concat(Undocumented(request, answer)).ToArray();
        lock (failures)
        {
            Statuses[answer.Status] = Statuses.GetValueOrDefault(answer.Status) + 1;
            failures.AddRange(faults.Select(fault => $"seed {seed}, request {number} to {endpoint.Name}: {fault}\n{Shown(bytes)}"));
        }
    }

    private static IEnumerable<string> Undocumented(GeneratedRequest request, RawAnswer answer) =>
        Exchange.OfRaw(request.Method, request.Target, request.BodyNow, answer) is { } exchange ? OpenApiDocument.Committed.Faults(exchange) : [];

    // The same for the same seed, whatever the run-time's own hashing does.
    private int HashCode(int number) => unchecked((seed * 16_777_619) ^ (number * 486_187_739));

    private static string Shown(byte[] bytes) => Encoding.Latin1.GetString(bytes.AsSpan(0, Math.Min(bytes.Length, 2_000)));
}
