using System.Text.Json;

namespace Farebox.Http.Edge;

/// <summary>A page of a list: what was asked for, and how it is answered.</summary>
/// <param name="list">The name of the list, which its cursor is bound to and its answer calls the items.</param>
internal sealed class ListPage(string list, int tenantId, int count, string after)
{
    public static readonly string[] Parameters = ["limit", "cursor"];

    private const int CountDefault = 100;
    private const int CountMax = 1000;

    /// <summary>How many to read: one more than asked for tells whether there is a next page.</summary>
    public int ReadCount => count + 1;

    /// <summary>The position of the last item shown; empty for the first page.</summary>
    public string After => after;

    /// <param name="call">The request.</param>
    /// <param name="name">What the answer calls the items.</param>
    /// <param name="owner">The account whose list it is, if it is one's.</param>
    public static Problem? Read(Call call, string name, string owner, out ListPage page)
    {
        var query = call.Request.Query;
        var count = query.ContainsKey("limit") ? QueryReader.Integer(query, "limit", 1, CountMax) : CountDefault;
        var list = owner.Length == 0 ? name : $"{name}/{owner}";
        var after = "";
        page = new(list, call.Caller.TenantId, count ?? CountDefault, after);
        if (count is null) return new(ProblemCodes.LimitOutOfRange);
        if (query.TryGetValue("cursor", out var cursor) && !ListCursor.TryRead(cursor[0]!, list, call.Caller.TenantId, out after))
            return new(ProblemCodes.InvalidCursor);

        page = new(list, call.Caller.TenantId, count.Value, after);
        return null;
    }

    /// <summary>Answers with the items, of which there may be one more than the page has room for.</summary>
    public Answer Of<T>(IReadOnlyList<T> items, Func<T, string> position, Action<Utf8JsonWriter, T> write) => JsonAnswer.Ok(items, (json, read) =>
    {
        json.WriteStartObject();
        json.WriteStartArray(list.Split('/')[0]);
        foreach (var item in read.Take(count)) write(json, item);
        json.WriteEndArray();
        if (read.Count > count) json.WriteString("next_cursor", ListCursor.Write(list, tenantId, position(read[count - 1])));
        json.WriteEndObject();
    });
}
