using System.Text;

namespace Farebox.IntegrationTests.Http.BadInputs;

/// <summary>A request that an endpoint accepts, from which a bad one is made by changing one thing.</summary>
internal sealed record GoodRequest(string Method, string Target, IReadOnlyList<(string Name, string Json)> Members, string BearerKey, string? IdempotencyKey)
{
    public string Body => Write(Members);

    public static string Write(IEnumerable<(string Name, string Json)> members) =>
        $"{{{string.Join(',', members.Select(member => $"\"{member.Name}\":{member.Json}"))}}}";

    /// <summary>The body with one member changed, or added.</summary>
    public string With(string name, string json) =>
        Write(Members.Any(member => member.Name == name)
            ? Members.Select(member => member.Name == name ? (name, json) : member)
            : Members.Append((name, json)));

    public string Without(string name) => Write(Members.Where(member => member.Name != name));

    public byte[] Bytes() => Bytes(Method, Target, [], Method == "GET" ? null : Encoding.UTF8.GetBytes(Body));

    /// <param name="headers">Instead of the good ones of their names; an empty value takes one away, a bar makes two lines.</param>
    public byte[] Bytes(string method, string target, IReadOnlyList<(string Name, string Value)> headers, byte[]? body)
    {
        var head = new StringBuilder(Head(method, target, headers));
        if (body is not null) head.Append(System.Globalization.CultureInfo.InvariantCulture, $"Content-Length: {body.Length}\r\n");
        head.Append("\r\n");
        return [.. Encoding.UTF8.GetBytes(head.ToString()), .. body ?? []];
    }

    /// <summary>The request line and the headers, but for what says how long the body is.</summary>
    public string Head(string method, string target, IReadOnlyList<(string Name, string Value)> headers)
    {
        List<(string Name, string Value)> good = [("Host", "farebox"), ("Authorization", $"Bearer {BearerKey}"), ("Connection", "close")];
        if (Method != "GET") good.Add(("Content-Type", "application/json"));
        if (IdempotencyKey is not null) good.Add(("Idempotency-Key", IdempotencyKey));

        var head = new StringBuilder($"{method} {target} HTTP/1.1\r\n");
        foreach (var (name, value) in good.Where(line => headers.All(header => header.Name != line.Name)).Concat(headers))
        {
            foreach (var line in value.Split('|'))
            {
                if (value.Length > 0) head.Append($"{name}: {line}\r\n");
            }
        }

        return head.ToString();
    }
}
