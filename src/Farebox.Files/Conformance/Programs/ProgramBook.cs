using Farebox.Charging;
using Farebox.Ledger;

namespace Farebox.Files.Conformance.Programs;

/// <summary>An account's book in memory with the decider of a server: what is due is posted, a command is decided, its entry is applied.</summary>
/// <remarks>What the journal adds on a server stands here in its simplest form: identities that are known, and holds that have ended.</remarks>
internal sealed class ProgramBook : IHoldHistory
{
    private readonly Decider _decider;
    private readonly Dictionary<Guid, Guid> _known = [];
    private readonly Dictionary<string, EndedHold> _ends = new(StringComparer.Ordinal);

    public ProgramBook(ProgramSetup setup)
    {
        _decider = new(new(setup.Catalog), ProgramSetup.Tenant);
        Book = new(Identity.OfBook(ProgramSetup.Tenant, ProgramSetup.Account), ProgramSetup.Account);
        Now = setup.Start;
        Do(new OpenAccount(ProgramSetup.Tenant, ProgramSetup.Account, setup.RateCards, setup.RateCards[0]), out _);
        foreach (var (id, parent) in setup.Members) Do(new AddMember(ProgramSetup.Tenant, ProgramSetup.Account, id, parent), out _);
        foreach (var asset in setup.BurnOrder is null ? [] : setup.Catalog.Assets)
            Do(new SetBurnOrder(ProgramSetup.Tenant, ProgramSetup.Account, $"burn-order-{asset.Code}", asset, setup.BurnOrder!), out _);
    }

    public Book Book { get; }

    public DateTimeOffset Now { get; private set; }

    /// <summary>Everything applied, in order.</summary>
    public List<Entry> Entries { get; } = [];

    /// <summary>Lets time pass. What falls due is posted at its own instant, as a server that is never late would.</summary>
    public void Advance(DateTimeOffset now)
    {
        while (Book.NextDueAt is { } due && due <= now)
        {
            Now = due > Now ? due : Now;
            while (_decider.DecideDue(Book, Now) is { } entry) Apply(entry);
        }

        Now = now;
    }

    /// <summary>Decides a command and makes its entry part of the book.</summary>
    /// <param name="entry">The entry; nothing when it is a repetition, or cannot be decided as it stands.</param>
    /// <returns><c>recorded</c>, <c>repeated</c>, or the code of the refusal.</returns>
    public string Do(Command command, out Entry? entry)
    {
        Advance(Now);
        entry = null;
        if (_known.TryGetValue(command.Key16, out var content)) return content == command.Content16 ? "repeated" : "id_conflict";

        var decision = _decider.Decide(command, Book, Now, this);
        if (decision.Entry is not { } decided) return decision.Rejection!.Code;

        _known.Add(command.Key16, command.Content16);
        Apply(entry = decided);
        return entry.Status == EntryStatus.Recorded ? "recorded" : CodeOf(entry);
    }

    PastHold? IHoldHistory.Find(Book book, string holdId)
    {
        var entry = Entries.Find(entry => entry is { Status: EntryStatus.Recorded, Body: HoldDecided hold } && hold.Terms.Id == holdId);
        if (entry?.Body is not HoldDecided found) return null;

        var ended = _ends.TryGetValue(holdId, out var hold) ? hold : (EndedHold?)null;
        var terms = ended?.Change is { } became ? found.Terms with { Units = became.Units, LapsesAt = became.LapsesAt } : found.Terms;
        return new(terms, entry.Member, ended?.End);
    }

    private static string CodeOf(Entry entry) => entry.Body switch
    {
        HoldDecided { Refusal: { } refusal } => refusal.Code,
        UsageReported { Code: { } code } => code,
        HoldCaptured { Code: { } code } => code,
        HoldReleased { Code: { } code } => code,
        HoldGrown { Refusal: { } refusal } => refusal.Code,
        HoldExtended { Code: { } code } => code,
        _ => "refused",
    };

    private void Apply(Entry entry)
    {
        Book.Apply(entry);
        Entries.Add(entry);
        foreach (var ended in Book.EndedHolds) _ends[ended.Id] = ended;
    }
}
