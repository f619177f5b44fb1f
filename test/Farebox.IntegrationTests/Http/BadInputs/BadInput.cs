using System.Text.Json;

namespace Farebox.IntegrationTests.Http.BadInputs;

/// <summary>A row of <c>bad-inputs.json</c>: what is done to a good request, to which endpoints, and what must be answered.</summary>
public sealed record BadInput
{
    public required string Id { get; init; }

    /// <summary>In words.</summary>
    public required string What { get; init; }

    /// <summary>Endpoints, or kinds of them, that it is sent to.</summary>
    public string[] On { get; init; } = [];

    /// <summary>Endpoints left out, because the input is good there.</summary>
    public string[] Except { get; init; } = [];

    /// <summary>Whole bodies, each sent on its own; <c>{body}</c> stands for the good one.</summary>
    public string[] Bodies { get; init; } = [];

    /// <summary>Bodies as hexadecimal bytes, for what is not UTF-8.</summary>
    public string[] Hex { get; init; } = [];

    /// <summary>Members of the good body that get these values instead, each sent on its own. <c>$string</c> and <c>$amount</c> are the endpoint's own.</summary>
    public Dictionary<string, string[]> Set { get; init; } = [];

    /// <summary>Takes every required member away in turn.</summary>
    public bool RemoveEach { get; init; }

    /// <summary>Header lines, each set sent on its own. An empty value takes the header away; a bar separates two lines of it.</summary>
    public Dictionary<string, string[]> Headers { get; init; } = [];

    public string[] Methods { get; init; } = [];

    /// <summary>Request targets; <c>{path}</c> stands for the good one.</summary>
    public string[] Targets { get; init; } = [];

    /// <summary>Whole requests as text; <c>{head}</c> stands for the good request line and headers, without those of the body.</summary>
    public string[] Raw { get; init; } = [];

    public required int Status { get; init; }

    /// <summary>The code of the problem; nothing where Kestrel refuses before any problem can be written.</summary>
    public string? Code { get; init; }

    /// <summary>For events: 200, and this status and code on the item.</summary>
    public string? Item { get; init; }

    /// <summary>All files of the catalogue as one: a capability may bring a file of its own.</summary>
    public static BadInputs Load()
    {
        var files = Directory.GetFiles(Path.Combine(AppContext.BaseDirectory, "Http"), "bad-inputs*.json").Order(StringComparer.Ordinal)
            .Select(file => JsonSerializer.Deserialize<BadInputs>(File.ReadAllText(file), Options)!)
            .ToArray();
        return new(
            [.. files.SelectMany(file => file.Rows)],
            [.. files.SelectMany(file => file.Stories)],
            files.SelectMany(file => file.Void).ToDictionary());
    }

    /// <summary>The numbers of all rows of the catalogue that Farebox is held to.</summary>
    public static string[] Ids() => File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "Http", "bad-input-ids.txt"))
        .Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries);

    public override string ToString() => $"{Id} {What}";

    private static readonly JsonSerializerOptions Options = new(JsonSerializerDefaults.Web)
    {
        ReadCommentHandling = JsonCommentHandling.Skip,
        UnmappedMemberHandling = System.Text.Json.Serialization.JsonUnmappedMemberHandling.Disallow,
    };
}

/// <summary>The whole catalogue.</summary>
/// <param name="Rows">One bad request each.</param>
/// <param name="Stories">Requests after one another on one account.</param>
/// <param name="Void">Rows that speak of what there is not, or that other tests have, with the reason. A key may be several rows.</param>
public sealed record BadInputs(BadInput[] Rows, Story[] Stories, Dictionary<string, string> Void)
{
    private IEnumerable<string> Tested => Rows.Select(row => row.Id).Concat(Stories.Select(story => story.Id)).SelectMany(ids => ids.Split(' '));

    /// <summary>What is wrong with the catalogue as a whole: a row without a test or reason, a reason for what is tested.</summary>
    public IEnumerable<string> Faults(IReadOnlyCollection<string> wanted)
    {
        var tested = Tested.ToHashSet();
        var reasons = Void.Keys.SelectMany(ids => ids.Split(' ')).ToArray();
        return
        [
            .. wanted.Except(tested).Except(reasons).Select(id => $"{id} is neither tested nor said to be void: add a row, or a reason under \"void\""),
            .. reasons.Where(tested.Contains).Select(id => $"{id} is tested and said to be void: take the reason away"),
            .. reasons.Except(wanted).Select(id => $"{id} is no row of the catalogue"),
            .. reasons.GroupBy(id => id).Where(group => group.Count() > 1).Select(group => $"{group.Key} is void twice"),
        ];
    }
}

/// <summary>Requests after one another on a fresh account with 100 credits, named <c>{account}</c>.</summary>
public sealed record Story(string Id, string What, StoryStep[] Steps)
{
    public override string ToString() => $"{Id} {What}";
}

/// <param name="Post">The path under the account, or from the root when it begins with a slash.</param>
/// <param name="Item">For events: the status and code of every item, in order.</param>
public sealed record StoryStep(string Post, string Body, int Status, string? Key = null, string? Code = null, string[]? Item = null);
