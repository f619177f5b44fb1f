using Farebox.Client.Transport;

namespace Farebox.Client;

/// <summary>The typed client of a Farebox server. Every call carries its own identity, so every call may be repeated.</summary>
/// <remarks>
/// The <see cref="HttpClient"/> brings the base address (ending in <c>/</c>) and the <c>Authorization</c> header; its owner disposes of it.
/// What the server refuses is thrown as <see cref="FareboxProblemException"/>, except the refusals of a hold, which a correct caller meets
/// and which are values.
/// </remarks>
public sealed class FareboxClient
{
    public FareboxClient(HttpClient http, RetryPolicy? retry = null, TimeProvider? clock = null)
    {
        ArgumentNullException.ThrowIfNull(http);

        var channel = new Channel(http, retry ?? RetryPolicy.Default, clock ?? TimeProvider.System);
        Configuration = new(channel);
        Accounts = new(channel);
        Grants = new(channel);
        Events = new(channel);
        Holds = new(channel);
        Quotes = new(channel);
        Reports = new(channel);
        var once = new Channel(http, RetryPolicy.None, clock ?? TimeProvider.System);
        Administration = new(channel, once);
        Alerts = new(channel);
        Webhooks = new(channel, once);
        TopUps = new(channel);
        Service = new(once);
    }

    public ConfigurationClient Configuration { get; }

    public AccountsClient Accounts { get; }

    public GrantsClient Grants { get; }

    public EventsClient Events { get; }

    public HoldsClient Holds { get; }

    public QuotesClient Quotes { get; }

    public ReportsClient Reports { get; }

    public AdministrationClient Administration { get; }

    public AlertsClient Alerts { get; }

    public WebhooksClient Webhooks { get; }

    public TopUpsClient TopUps { get; }

    public ServiceClient Service { get; }
}
