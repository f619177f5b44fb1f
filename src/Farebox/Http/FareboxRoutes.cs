using Farebox.Http.Accounts;
using Farebox.Http.Alerts;
using Farebox.Http.Audit;
using Farebox.Http.Closing;
using Farebox.Http.Configuration;
using Farebox.Http.Corrections;
using Farebox.Http.Edge;
using Farebox.Http.Events;
using Farebox.Http.Exchange;
using Farebox.Http.Grants;
using Farebox.Http.Holds;
using Farebox.Http.Keys;
using Farebox.Http.Quotes;
using Farebox.Http.Reference;
using Farebox.Http.Reports;
using Farebox.Http.Tenants;
using Farebox.Http.TopUps;
using Farebox.Http.Webhooks;
using Farebox.Postgres.Closing;
using Farebox.Postgres.Configuration;
using Farebox.Postgres.Corrections;
using Farebox.Postgres.Journal;
using Farebox.Postgres.Reports;
using Farebox.Postgres.Tenants;
using Farebox.Webhooks;
using Npgsql;

namespace Farebox.Http;

/// <summary>All routes there are, by capability.</summary>
internal static class FareboxRoutes
{
    public static IEnumerable<ApiRoute> All(NpgsqlDataSource dataSource, Func<Submission, bool> trySubmit, TimeSpan patience, HealthRoutes health, WebhookPolicy webhooks)
    {
        var store = new ConfigStore(dataSource);
        var catalogs = new CatalogCache(store);
        var keys = new KeyStore(dataSource);
        var gate = new JournalGate(trySubmit, patience);
        var corrector = new UsageCorrector(dataSource, trySubmit, catalogs);
        var projections = new Projections(dataSource, trySubmit);
        return
        [
            .. health.Routes,
            .. new SchemaRoutes().Routes,
            .. ReferenceRoutes.Routes,
            .. new EventRoutes(gate).Routes,
            .. UsagePayloadRoutes.Routes,
            .. new HoldRoutes(gate, catalogs).Routes,
            .. new HoldChangeRoutes(gate).Routes,
            .. new HoldListRoutes(gate, new HoldEntries(dataSource), catalogs).Routes,
            .. new QuoteRoutes(new(gate, catalogs, new(dataSource))).Routes,
            .. new AccountRoutes(gate, catalogs, new(dataSource)).Routes,
            .. new GrantRoutes(gate).Routes,
            .. new ScheduleRoutes(gate, catalogs).Routes,
            .. new BurnOrderRoutes(gate, catalogs).Routes,
            .. new AccountListRoutes(gate, new AccountListing(dataSource)).Routes,
            .. new CorrectionRoutes(corrector, new(dataSource, corrector), new(dataSource, trySubmit, corrector)).Routes,
            .. new CloseRoutes(new PeriodCloser(dataSource, trySubmit, catalogs)).Routes,
            .. new BalanceRoutes(gate).Routes,
            .. new EntryRoutes(new EntryListing(dataSource), catalogs).Routes,
            .. new AlertRuleRoutes(gate, catalogs).Routes,
            .. new AlertDefaultRoutes(new(dataSource), catalogs).Routes,
            .. new NoticeRoutes(new(dataSource)).Routes,
            .. new TopUpRoutes(gate, catalogs).Routes,
            .. new WebhookRoutes(new(dataSource), webhooks).Routes,
            .. new WebhookDeliveryRoutes(new(dataSource)).Routes,
            .. new ConfigurationRoutes(store, catalogs).Routes,
            .. new ConfigurationListRoutes(new ConfigListing(dataSource)).Routes,
            .. new CardAtRoutes(new ConfigListing(dataSource), catalogs, new ClockStore(dataSource)).Routes,
            .. new ExchangeRoutes(gate, catalogs, new ClockStore(dataSource)).Routes,
            .. new SandboxClockRoutes(new ClockStore(dataSource)).Routes,
            .. new ReportRoutes(new UsageReports(dataSource, projections), catalogs).Routes,
            .. new CreditReportRoutes(new CreditReports(dataSource, projections), catalogs).Routes,
            .. new BurnDownRoutes(new(dataSource, projections, trySubmit), catalogs).Routes,
            .. new KeyRoutes(keys, TimeProvider.System).Routes,
            .. new TenantRoutes(new TenantStore(dataSource), keys).Routes,
            .. new AuditRoutes(new AuditLog(dataSource)).Routes,
        ];
    }
}
