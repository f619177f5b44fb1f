using Farebox.Http.Edge;
using Farebox.Payments;
using Farebox.Postgres.Journal;
using Farebox.Postgres.Tenants;
using Farebox.Webhooks;

namespace Farebox.Http;

/// <summary>What a server needs to know before it starts.</summary>
public sealed record FareboxHostOptions
{
    /// <summary>The migrated database, as the role that runs the program.</summary>
    public required string ConnectionString { get; init; }

    /// <summary>Where to listen; port 0 takes a free one.</summary>
    public string Urls { get; init; } = "http://127.0.0.1:8080";

    /// <summary>A key of the operator's own choice, valid from the start. Without it the first start makes one.</summary>
    public string? AdminKey { get; init; }

    /// <summary>Whether the tenant made at the first start is a sandbox.</summary>
    public bool IsSandbox { get; init; }

    /// <summary>How long a request waits for its commit: longer than any that will still come, shorter than a caller's patience.</summary>
    public TimeSpan Patience { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>A folder on the disk that the private database writes to; nothing for a database elsewhere.</summary>
    public string? DataFolder { get; init; }

    /// <summary>Bytes that must be free there for the server to call itself ready.</summary>
    public long DiskFreeMin { get; init; } = 512L << 20;

    /// <summary>How long it answers as before, but not ready, after it was asked to end: time for a load balancer to see it.</summary>
    public TimeSpan StopDelay { get; init; } = TimeSpan.Zero;

    /// <summary>How long requests under way may take to end after that.</summary>
    public TimeSpan StopGrace { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>Whole months that event bodies are kept beside the current one; nothing keeps them for ever.</summary>
    public int? EventBodyMonths { get; init; }

    /// <summary>Days that notices are kept, with what became of them.</summary>
    public int NoticeDays { get; init; } = 30;

    /// <summary>How often new notices are looked for.</summary>
    public TimeSpan NoticeInterval { get; init; } = TimeSpan.FromMilliseconds(500);

    /// <summary>Hosts and networks beyond the public ones that webhooks may reach, with commas between them.</summary>
    public string? WebhookHosts { get; init; }

    /// <summary>Who takes money for credit that is bought by itself.</summary>
    public IPayments Payments { get; init; } = new ManualPayments();

    /// <summary>How payments are asked for, for tests of faults.</summary>
    internal TopUpWorkerOptions TopUps { get; init; } = new();

    /// <summary>How webhooks are sent, for tests of faults.</summary>
    internal WebhookWorkerOptions Webhooks { get; init; } = new();

    /// <summary>Whether log lines are JSON objects, one per line, instead of text.</summary>
    public bool IsLogJson { get; init; }

    /// <summary>The least that is logged. At <see cref="LogLevel.Debug"/> every answered request is.</summary>
    public LogLevel LogLevel { get; init; } = LogLevel.Warning;

    /// <summary>Where metrics and traces go by OTLP over HTTP: the address before <c>/v1/metrics</c>. Nothing sends none.</summary>
    public string? OtlpEndpoint { get; init; }
    /// <summary>How many tenants are served at once, and when a quiet one is let go.</summary>
    public TenantJournalLimits Journals { get; init; } = new();

    /// <summary>Changes how the journal is run, for measurements and tests of faults.</summary>
    public Func<JournalOptions, JournalOptions> Tune { get; init; } = static options => options;

    /// <summary>Changes the routes, so that tests can dig a hole into the wall and see it found.</summary>
    internal Func<IEnumerable<ApiRoute>, IEnumerable<ApiRoute>> TuneRoutes { get; init; } = static routes => routes;
}
