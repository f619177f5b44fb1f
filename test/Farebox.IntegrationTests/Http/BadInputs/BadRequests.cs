using System.Text;
using System.Text.RegularExpressions;

namespace Farebox.IntegrationTests.Http.BadInputs;

/// <summary>Makes the bad requests of a row out of a good one.</summary>
internal static partial class BadRequests
{
    private static readonly (string, string)[] NoHeaders = [];

    public static IEnumerable<(string Name, byte[] Bytes)> Of(BadInput row, Endpoint endpoint, GoodRequest good)
    {
        var bodies = row.Bodies.Select(body => (body, Encoding.UTF8.GetBytes(Expand(body, good))))
            .Concat(row.Hex.Select(hex => (hex, Convert.FromHexString(hex))))
            .Concat(Members(row, endpoint, good).Select(body => (body, Encoding.UTF8.GetBytes(body))));
        foreach (var (name, body) in bodies) yield return (name, good.Bytes(good.Method, good.Target, NoHeaders, body));

        var goodBody = good.Method == "GET" ? null : Encoding.UTF8.GetBytes(good.Body);
        foreach (var (name, values) in row.Headers)
        {
            foreach (var value in values) yield return ($"{name}: {value}", good.Bytes(good.Method, good.Target, [(name, Expand(value, good))], goodBody));
        }

        foreach (var method in row.Methods) yield return (method, good.Bytes(method, good.Target, NoHeaders, goodBody));
        foreach (var target in row.Targets.Select(target => Expand(target, good))) yield return (target, good.Bytes(good.Method, target, NoHeaders, goodBody));
        foreach (var raw in row.Raw) yield return (raw, Encoding.Latin1.GetBytes(Expand(raw, good)));
    }

    private static IEnumerable<string> Members(BadInput row, Endpoint endpoint, GoodRequest good)
    {
        foreach (var (member, values) in row.Set)
        {
            var name = member switch { "$string" => endpoint.StringMember, "$amount" => endpoint.AmountMember, _ => member };
            if (name is null) continue;
            foreach (var value in values) yield return good.With(name, Expand(value, good));
        }

        if (!row.RemoveEach) yield break;
        foreach (var (name, _) in good.Members.Where(member => !endpoint.Optional.Contains(member.Name))) yield return good.Without(name);
    }

    // {repeat:100000:[} and {pad:1048577} make what is too long to write down.
    private static string Expand(string text, GoodRequest good)
    {
        text = Target(text, good.Target).Replace("{body}", good.Body, StringComparison.Ordinal)
            .Replace("{head}", good.Head(good.Method, good.Target, NoHeaders), StringComparison.Ordinal);
        text = Repeat().Replace(text, match => string.Concat(Enumerable.Repeat(match.Groups[2].Value, Number(match))));
        return Pad().Match(text) is { Success: true } pad ? text.Replace(pad.Value, "", StringComparison.Ordinal).PadRight(Number(pad)) : text;
    }

    // What a good target asks for stays behind the spelled path and what a row adds to it.
    private static string Target(string text, string good)
    {
        if (!text.Contains("{path}", StringComparison.OrdinalIgnoreCase)) return text;

        var (path, query) = good.Split('?', 2) is [var before, var after] ? (before, after) : (good, "");
        text = text.Replace("{path}", path, StringComparison.Ordinal).Replace("{PATH}", path.ToUpperInvariant(), StringComparison.Ordinal);
        return query.Length == 0 ? text : $"{text}{(text.Contains('?', StringComparison.Ordinal) ? '&' : '?')}{query}";
    }

    private static int Number(Match match) => int.Parse(match.Groups[1].Value, System.Globalization.CultureInfo.InvariantCulture);

    [GeneratedRegex(@"\{repeat:(\d+):([^}]+)\}")]
    private static partial Regex Repeat();

    [GeneratedRegex(@"\{pad:(\d+)\}")]
    private static partial Regex Pad();
}
