using Farebox.Http.Accounts;
using Farebox.Http.Edge;
using Farebox.Ledger;
using Farebox.Money;
using Farebox.Time;

namespace Farebox.Http.Grants;

/// <summary>Reads the body that sets up credit which is granted again and again.</summary>
internal sealed class ScheduleBody(BodyReader body)
{
    private const int IdLengthMax = 96;

    public ScheduleTerms? Read(GrantBody grantBody, Asset? asset, Asset? basisAsset, out bool startsNow)
    {
        var grant = grantBody.ReadTerms(asset, basisAsset);
        var startsAt = body.OptionalTime("starts_at");
        var anchor = body.OptionalTime("anchor");
        var endsAt = body.OptionalTime("ends_at");
        var zone = SpanBody.Zone(body);
        var every = SpanBody.Read(RequiredObject("every")) ?? new(CadenceUnit.Month, 1);
        var life = (GrantLife)Words.Index(body, "lasts", ScheduleWords.Lives);
        var lifeSpan = SpanBody.Read(body.OptionalObject("lasts_for"));
        var proration = ReadProration(body.OptionalObject("proration"));
        var release = SpanBody.Read(body.OptionalObject("release_every"));
        var seats = body.OptionalInteger("seats", 0, ScheduleTerms.SeatsMax);
        var added = (SeatsAdded)Words.Index(body, "on_seats_added", ScheduleWords.SeatsAdded);
        var removed = (SeatsRemoved)Words.Index(body, "on_seats_removed", ScheduleWords.SeatsRemoved);
        startsNow = startsAt is null;
        if (grant?.Id.Length > IdLengthMax) body.Fault("id", ProblemCodes.StringTooLong, $"The id of a schedule is at most {IdLengthMax} characters, since its grants are called after it.");
        if ((life == GrantLife.Span) != lifeSpan is not null) body.Fault("lasts_for", ProblemCodes.InvalidRule, "\"lasts_for\" goes with \"lasts\": \"span\", and with nothing else.");
        CheckParts(release, every, seats);
        if (grant?.Rollover is not null && life == GrantLife.Never) body.Fault("rollover", ProblemCodes.InvalidRule, "What never expires does not roll over.");
        if (body.HasFaults || grant is null) return null;

        return new()
        {
            Grant = grant with { EffectiveAt = startsAt ?? default }, Cadence = new(every, anchor ?? startsAt ?? default, zone), EndsAt = endsAt, Life = life,
            LifeSpan = lifeSpan, Proration = proration, ReleaseEvery = release, Seats = seats, OnSeatsAdded = added, OnSeatsRemoved = removed,
        };
    }

    private void CheckParts(CadenceSpan? release, CadenceSpan every, int? seats)
    {
        if (release is not { } part) return;
        if (part.PartsOf(every) < 2) body.Fault("release_every", ProblemCodes.InvalidRule, "\"release_every\" divides \"every\" into two parts or more, such as a month of a year.");
        if (seats is not null) body.Fault("seats", ProblemCodes.InvalidRule, "What is released in parts has no seats.");
    }

    private BodyReader? RequiredObject(string name)
    {
        if (!body.Has(name)) body.Fault(name, ProblemCodes.MissingMember, $"\"{name}\" is missing.");
        return body.OptionalObject(name);
    }

    private static Proration ReadProration(BodyReader? proration) => proration is null
        ? Proration.None
        : new(
            (ProrationBasis)Words.IndexOf(Proration.Bases, proration.RequiredWord("basis", Proration.Bases)),
            proration.OptionalBoolean("first", otherwise: true), proration.OptionalBoolean("last", otherwise: true),
            (ProrationRounding)Words.Index(proration, "rounding", Proration.Roundings));
}
