using System.Text;
using System.Text.RegularExpressions;
using Farebox.IntegrationTests.Http.BadInputs;

namespace Farebox.IntegrationTests.Http.Generated;

/// <summary>What is done to a good request. Each changes one thing; a request gets one to three of them.</summary>
internal static partial class Mutations
{
    private const int LargeBytes = (1 << 20) + 1;

    private static readonly (int Weight, Action<Random, GeneratedRequest> Apply)[] OfBodies =
    [
        (12, SetMember), (16, SetPlausibly), (8, SetInside), (4, RemoveMember), (4, RepeatMember), (4, AddMember), (3, RenameMember), (3, NestValue), (3, TakeAnotherBody),
        (4, Truncate), (5, FlipBytes), (2, LengthenText), (1, SendTooMuch),
    ];

    private static readonly (int Weight, Action<Random, GeneratedRequest> Apply)[] OfAll =
        [(5, ChangeHeader), (4, ChangePath), (3, AddQuery), (1, ChangeMethod)];

    public static void Apply(Random random, GeneratedRequest request)
    {
        var all = request.HasBody ? [.. OfBodies, .. OfAll] : OfAll;
        for (var left = Math.Max(1, random.Next(-2, 4)); left > 0; left--) Pick(random, all)(random, request);
    }

    private static Action<Random, GeneratedRequest> Pick(Random random, (int Weight, Action<Random, GeneratedRequest> Apply)[] all)
    {
        var at = random.Next(all.Sum(mutation => mutation.Weight));
        return all.First(mutation => (at -= mutation.Weight) < 0).Apply;
    }

    private static T Any<T>(Random random, IReadOnlyList<T> all) => all[random.Next(all.Count)];

    private static void SetMember(Random random, GeneratedRequest request)
    {
        if (request.Members.Count == 0) { AddMember(random, request); return; }
        var at = random.Next(request.Members.Count);
        request.Members[at] = (request.Members[at].Name, Any(random, OddValues.Json));
    }

    // What looks right goes further in than what does not.
    private static void SetPlausibly(Random random, GeneratedRequest request)
    {
        if (request.Members.Count == 0) { AddMember(random, request); return; }
        var at = random.Next(request.Members.Count);
        request.Members[at] = (request.Members[at].Name, Any(random, OddValues.Plausible));
    }

    /// <summary>Changes a member of an object, or an item of an array, inside of a member.</summary>
    private static void SetInside(Random random, GeneratedRequest request)
    {
        var inside = request.Members.Index().Where(member => member.Item.Json[0] is '{' or '[').ToArray();
        if (inside.Length == 0) { SetMember(random, request); return; }
        var (at, (name, json)) = Any(random, inside);
        var values = InsideValue().Matches(json);
        if (values.Count == 0) return;
        var value = Any(random, values);
        request.Members[at] = (name, string.Concat(json.AsSpan(0, value.Index), Any(random, random.Next(2) == 0 ? OddValues.Json : OddValues.Plausible), json.AsSpan(value.Index + value.Length)));
    }

    private static void RemoveMember(Random random, GeneratedRequest request)
    {
        if (request.Members.Count > 0) request.Members.RemoveAt(random.Next(request.Members.Count));
    }

    private static void RepeatMember(Random random, GeneratedRequest request)
    {
        if (request.Members.Count == 0) return;
        var (name, json) = Any(random, request.Members);
        request.Members.Insert(random.Next(request.Members.Count + 1), (random.Next(2) == 0 ? name : name.ToUpperInvariant(), random.Next(2) == 0 ? json : Any(random, OddValues.Json)));
    }

    private static void AddMember(Random random, GeneratedRequest request) =>
        request.Members.Insert(random.Next(request.Members.Count + 1), (Any(random, OddValues.Names), Any(random, OddValues.Json)));

    private static void RenameMember(Random random, GeneratedRequest request)
    {
        if (request.Members.Count == 0) return;
        var at = random.Next(request.Members.Count);
        request.Members[at] = (Any(random, OddValues.Names), request.Members[at].Json);
    }

    private static void NestValue(Random random, GeneratedRequest request)
    {
        if (request.Members.Count == 0) return;
        var (at, depth) = (random.Next(request.Members.Count), random.Next(1, 200));
        var (open, close) = random.Next(2) == 0 ? ("[", "]") : ("{\"a\":", "}");
        request.Members[at] = (request.Members[at].Name, string.Concat(Enumerable.Repeat(open, depth)) + request.Members[at].Json + string.Concat(Enumerable.Repeat(close, depth)));
    }

    private static void TakeAnotherBody(Random random, GeneratedRequest request)
    {
        var other = Any(random, Endpoint.All);
        request.Members.Clear();
        request.Members.AddRange(other.Members.Select(member => (member.Name, member.Json.Replace("{n}", "1", StringComparison.Ordinal))));
        if (random.Next(3) == 0) request.Body = Encoding.UTF8.GetBytes($"[{GoodRequest.Write(request.Members)},{GoodRequest.Write(request.Members)}]");
    }

    private static void Truncate(Random random, GeneratedRequest request)
    {
        var body = request.BodyNow;
        request.Body = body[..random.Next(body.Length + 1)];
    }

    private static void FlipBytes(Random random, GeneratedRequest request)
    {
        var body = request.BodyNow.ToArray();
        for (var left = random.Next(1, 4); left > 0 && body.Length > 0; left--) body[random.Next(body.Length)] = (byte)random.Next(256);
        request.Body = body;
    }

    private static void LengthenText(Random random, GeneratedRequest request)
    {
        if (request.Members.Count == 0) return;
        var at = random.Next(request.Members.Count);
        request.Members[at] = (request.Members[at].Name, $"\"{new string(Any(random, ['a', '9', '\u00e9']), random.Next(100, 20_000))}\"");
    }

    // Rarely, because a megabyte each adds up.
    private static void SendTooMuch(Random random, GeneratedRequest request)
    {
        if (random.Next(4) == 0) request.Body = Encoding.UTF8.GetBytes(Encoding.UTF8.GetString(request.BodyNow).PadRight(LargeBytes));
    }

    private static void ChangeHeader(Random random, GeneratedRequest request)
    {
        var header = Any(random, OddValues.Headers);
        request.Headers.RemoveAll(other => other.Name == header.Name);
        request.Headers.Add(header);
    }

    private static void ChangePath(Random random, GeneratedRequest request)
    {
        var at = random.Next(1, request.Target.Length);
        request.Target = string.Concat(request.Target.AsSpan(0, at), Any(random, OddValues.PathParts), request.Target.AsSpan(Math.Min(at + random.Next(2), request.Target.Length)));
    }

    private static void AddQuery(Random random, GeneratedRequest request) => request.Target += Any(random, OddValues.Queries);

    private static void ChangeMethod(Random random, GeneratedRequest request) => request.Method = Any(random, OddValues.Methods);

    [GeneratedRegex("""(?<=[:\[,])("[^"]*"|-?[0-9][^,}\]]*|true|false)(?=[,}\]])""")]
    private static partial Regex InsideValue();
}
