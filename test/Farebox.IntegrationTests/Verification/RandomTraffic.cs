using System.Globalization;
using System.Text;
using System.Text.Json;
using Farebox.Charging;
using Farebox.Ledger;
using Farebox.Metering;
using Farebox.Money;
using static Farebox.IntegrationTests.Journal.JournalHarness;

namespace Farebox.IntegrationTests.Verification;

/// <summary>Commands of every kind on several books, the same for the same seed: what a careless crowd would send.</summary>
internal sealed partial class RandomTraffic(int tenantId, int seed, bool movesCredit)
{
    public static readonly string[] Accounts = ["acme", "globex", "initech"];

    private static readonly string[] Members = ["team-a", "team-b", "alice", "bob", "carol"];
    private static readonly string[] Types = ["llm.used", "llm.used", "llm.used", "strict.used", "duo.used", "nobody.listens"];
    private static readonly Asset Dollar = new("USD", 9, AssetKind.Currency);

    private readonly Random _random = new(seed);
    private readonly Random _changes = new(seed + 1);
    private readonly List<string> _holds = [];
    private int _last;

    /// <summary>Opens the books and gives each its members, a limit and two grants.</summary>
    public List<Command> Opening(DateTimeOffset now)
    {
        var commands = new List<Command>();
        foreach (var account in Accounts)
        {
            commands.Add(new OpenAccount(tenantId, account, "default", "default"));
            foreach (var member in Members) commands.Add(new AddMember(tenantId, account, member, member.StartsWith("team", StringComparison.Ordinal) ? null : "team-a"));
            commands.Add(new SetLimit(tenantId, account, "limit-0", "alice", Credit, Units(40)));
            commands.AddRange(Watches(account));
            commands.Add(Grant(account, "first", 120, now, GrantSource.Purchased, now.AddDays(4)));
            commands.Add(Grant(account, "free", 30, now, GrantSource.Bonus, now.AddHours(10)));

            // Outlives the grant that it most likely reserves of, so that units expire while they are held.
            commands.Add(AuthoriseHold.OfAmount(HoldName.ById(tenantId, account, "long"), Credit, Units(15), null, null, null, TimeSpan.FromHours(24)));
            if (movesCredit) commands.AddRange(Doomed(account, now));
        }

        return commands;
    }

    /// <summary>Rules of every kind, so that what is told is part of every state that is compared.</summary>
    private IEnumerable<Command> Watches(string account) =>
        from rule in (AlertRule[])
        [
            new() { Id = "low", Kind = AlertKind.LowBalance, Asset = Credit, Percent = 30, RecoverPercent = 50 },
            new() { Id = "team", Kind = AlertKind.LowBalance, Asset = Credit, Units = Units(10), Member = "alice" },
            new() { Id = "none", Kind = AlertKind.Exhausted, Asset = Credit },
            new() { Id = "soon", Kind = AlertKind.ExpiringSoon, Asset = Credit, Within = TimeSpan.FromHours(12) },
            new() { Id = "owed", Kind = AlertKind.Debt, Asset = Credit },
            new() { Id = "lapsed", Kind = AlertKind.HoldLapsed, Asset = Credit },
        ]
        select new SetAlertRule(tenantId, account, $"watch-{rule.Id}", rule.Id, rule);

    /// <summary>One stretch of traffic at one instant of the clock.</summary>
    public List<Command> Stretch(DateTimeOffset now, int count)
    {
        var commands = new List<Command>(count);
        for (var i = 0; i < count; i++)
        {
            commands.Add(Any(Accounts[_random.Next(Accounts.Length)], now));
            if (_changes.Next(12) == 0) commands.Add(Change(Accounts[_changes.Next(Accounts.Length)]));
            if (movesCredit && _bought.Next(15) == 0) commands.Add(Purchase(Accounts[_bought.Next(Accounts.Length)]));
            if (movesCredit && _again.Next(8) == 0) commands.Add(Again(Accounts[_again.Next(Accounts.Length)], now));
        }

        return commands;
    }

    /// <summary>Pays every debt and leaves a hold open in each book.</summary>
    public List<Command> Closing(DateTimeOffset now) => [.. Accounts.SelectMany(account => new Command[]
    {
        new SetLimit(tenantId, account, "limit-last", null, Credit, Units(1_000_000)),
        Grant(account, "last", 2000, now, GrantSource.Commit, null),
        AuthoriseHold.OfAmount(HoldName.ById(tenantId, account, "open"), Credit, Units(3), null, null, null, TimeSpan.FromHours(24)),
    })];

    private Command Any(string account, DateTimeOffset now) => _random.Next(100) switch
    {
        < 45 => Event(account, now),
        < 67 => Hold(account),
        < 80 => new CaptureHold(tenantId, account, Next("capture"), AnyHold(account), $"{_random.Next(1, 9)}", _random.Next(3) == 0),
        < 88 => new ReleaseHold(tenantId, account, Next("release"), AnyHold(account)),
        < 97 => Grant(account, Next("grant"), _random.Next(5, 40), now.AddHours(_random.Next(3) == 0 ? _random.Next(1, 40) : 0), (GrantSource)_random.Next(6),
            _random.Next(3) == 0 ? null : now.AddHours(_random.Next(41, 120))),
        _ => new SetLimit(tenantId, account, Next("limit"), AnyMember(), Credit, Units(_random.Next(20, 200))),
    };

    /// <summary>Drawn apart from the rest of the traffic, which stays what it was without them.</summary>
    private Command Change(string account)
    {
        var own = _holds.FindAll(name => name.StartsWith(account + "/", StringComparison.Ordinal));
        var hold = own.Count == 0 ? "no-such-hold" : own[Math.Max(0, own.Count - _changes.Next(1, 8))][(account.Length + 1)..];
        return _changes.Next(2) == 0
            ? GrowHold.OfAmount(tenantId, account, $"grow-{_changes.Next()}", hold, $"{_changes.Next(1, 9)}")
            : new ExtendHold(tenantId, account, $"extend-{_changes.Next()}", hold, TimeSpan.FromMinutes(_changes.Next(1, 24 * 60)));
    }

    private AuthoriseHold Hold(string account)
    {
        var id = Next("hold");
        _holds.Add($"{account}/{id}");
        return AuthoriseHold.OfAmount(
            HoldName.ById(tenantId, account, id), Credit, Units(_random.Next(1, 12)), _random.Next(2) == 0 ? "llm" : null, _random.Next(2) == 0 ? "small" : null,
            AnyMember(), TimeSpan.FromMinutes(_random.Next(1, 24 * 60)));
    }

    private RecordUsage Event(string account, DateTimeOffset now)
    {
        var fields = new Dictionary<string, object>
        {
            ["specversion"] = "1.0", ["id"] = Next("event"), ["source"] = "/tests", ["type"] = Types[_random.Next(Types.Length)], ["subject"] = account,
            ["data"] = new { model = _random.Next(2) == 0 ? "small" : "large", tokens = _random.Next(0, 6000) },
        };
        if (_random.Next(2) == 0) fields["time"] = now.AddHours(-_random.Next(0, 72)).ToString("yyyy-MM-ddTHH:mm:ssZ", CultureInfo.InvariantCulture);
        if (AnyMember() is { } member) fields["member"] = member;
        if (_random.Next(3) == 0) (fields["hold"], fields["final"]) = (AnyHold(account), _random.Next(2) == 0);
        var bytes = Encoding.UTF8.GetBytes(JsonSerializer.Serialize(fields));
        var reader = new Utf8JsonReader(bytes, CloudEventReader.ReaderOptions);
        reader.Read();
        var parsed = CloudEventReader.Read(ref reader, bytes);
        return new(tenantId, account, parsed.Event ?? throw new InvalidOperationException($"{parsed.Code}: {parsed.Detail}"));
    }

    private IssueGrant Grant(string account, string id, int credits, DateTimeOffset effectiveAt, GrantSource source, DateTimeOffset? expiresAt)
    {
        var scope = _random.Next(4) switch
        {
            0 when id.StartsWith("grant", StringComparison.Ordinal) => new GrantScope([], ["small"], []),
            1 when id.StartsWith("grant", StringComparison.Ordinal) => new GrantScope(["llm"], [], ["team-a"]),
            _ => GrantScope.Anything,
        };
        _granted.Add($"{account}/{id}");
        return new(tenantId, account, new()
        {
            Id = id, Asset = Credit, Units = Units(credits), Source = source, Priority = _random.Next(-1, 2), EffectiveAt = effectiveAt, ExpiresAt = expiresAt,
            Grace = TimeSpan.FromHours(_random.Next(0, 8)), Scope = scope,
            CostBasis = _random.Next(2) == 0 ? null : Amount.FromUnits(Dollar, _random.Next(1, 90) * 1_000_000_000L),
        }, effectiveNow: false);
    }

    /// <summary>Mostly a hold of the last few, open or not; now and then one that never was.</summary>
    private string AnyHold(string account)
    {
        var own = _holds.FindAll(name => name.StartsWith(account + "/", StringComparison.Ordinal));
        return own.Count == 0 || _random.Next(12) == 0 ? "no-such-hold" : own[Math.Max(0, own.Count - _random.Next(1, 8))][(account.Length + 1)..];
    }

    private string? AnyMember() => _random.Next(10) switch { < 3 => null, 9 => "stranger", var other => Members[other % Members.Length] };

    private string Next(string what) => $"{what}-{++_last}";
}
