using Farebox.Http.Edge;

namespace Farebox.Http.Holds;

/// <summary>Which holds a listing is to show. What is absent takes every hold.</summary>
internal sealed record HoldFilter
{
    public static readonly string[] Parameters = ["status", "member", "meter", "asset", "lapses_before", "parent", "limit", "cursor"];

    private const int CountDefault = 100;
    private const int CountMax = 1000;

    private static readonly string[] Statuses = ["open", "awaiting", "settled", "released", "lapsed"];

    public string? Status { get; init; }

    /// <summary>The member and everyone below it.</summary>
    public string? Member { get; init; }

    public string? Meter { get; init; }

    public string? Asset { get; init; }

    public DateTimeOffset? LapsesBefore { get; init; }

    /// <summary>Holds of later entries only.</summary>
    public long After { get; init; }

    public int Count { get; init; }

    /// <summary>The hold that it draws from.</summary>
    public string? Parent { get; init; }

    public bool WantsEnded => Status is not ("open" or "awaiting");

    public static (HoldFilter Filter, Problem? Refusal) Read(IQueryCollection query, int tenantId, string account)
    {
        var filter = new HoldFilter();
        var status = query.TryGetValue("status", out var word) ? word[0] : null;
        if (status is not null && !Statuses.Contains(status, StringComparer.Ordinal))
            return (filter, new(ProblemCodes.InvalidParameter, $"\"status\" is one of {string.Join(", ", Statuses)}."));
        if (QueryReader.Id(query, "member", out var member) is { } noMember) return (filter, noMember);
        if (QueryReader.Id(query, "meter", out var meter) is { } noMeter) return (filter, noMeter);
        if (QueryReader.Id(query, "asset", out var asset) is { } noAsset) return (filter, noAsset);
        if (QueryReader.Time(query, "lapses_before", out var before) is { } noTime) return (filter, noTime);

        if (QueryReader.Id(query, "parent", out var parent) is { } noParent) return (filter, noParent);

        var count = query.ContainsKey("limit") ? QueryReader.Integer(query, "limit", 1, CountMax) : CountDefault;
        if (count is null) return (filter, new(ProblemCodes.LimitOutOfRange));

        var after = 0L;
        if (query.TryGetValue("cursor", out var cursor) && !HoldCursor.TryRead(cursor[0]!, tenantId, account, out after)) return (filter, new(ProblemCodes.InvalidCursor));
        return (new() { Status = status, Member = member, Meter = meter, Asset = asset, LapsesBefore = before, Parent = parent, After = after, Count = count.Value }, null);
    }

    public bool Takes(ListedHold hold) =>
        hold.Seq > After
        && (Status is null || hold.Status == Status)
        && (Member is null || hold.Member.Split('/').Contains(Member, StringComparer.Ordinal))
        && (Parent is null || hold.Terms.Parent == Parent)
        && (Meter is null || hold.Terms.Meter == Meter)
        && (Asset is null || hold.Terms.Asset.Code == Asset)
        && (LapsesBefore is null || hold.Terms.LapsesAt < LapsesBefore);
}
