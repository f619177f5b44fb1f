namespace Farebox.Metering;

/// <summary>The envelope's attributes while they are read.</summary>
internal struct EventEnvelope
{
    public string? Id;
    public string? Source;
    public string? Type;
    public string? Subject;
    public string? Member;
    public string? Hold;
    public string? ApiKey;
    public DateTimeOffset? Time;
    public bool Final;
    public bool HasData;
    public bool HasDataBase64;

    /// <summary>The first fault found; a repeated member outranks it, since it makes every other reading doubtful.</summary>
    public string? Code;
    public string? Detail;

    public void Fail(string code, string detail)
    {
        if (Code is null || (code == EventCodes.DuplicateMember && Code != EventCodes.DuplicateMember)) (Code, Detail) = (code, detail);
    }
}
