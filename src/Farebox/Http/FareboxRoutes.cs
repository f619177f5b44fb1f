using Farebox.Http.Accounts;
using Farebox.Http.Configuration;
using Farebox.Http.Edge;
using Farebox.Http.Events;
using Farebox.Http.Holds;
using Farebox.Http.Reference;
using Farebox.Http.Reports;
using Farebox.Postgres.Configuration;
using Farebox.Postgres.Journal;
using Farebox.Postgres.Reports;
using Npgsql;

namespace Farebox.Http;

/// <summary>All routes there are, by capability.</summary>
internal static class FareboxRoutes
{
    public static IEnumerable<ApiRoute> All(NpgsqlDataSource dataSource, Journal journal, TimeSpan patience)
    {
        var store = new ConfigStore(dataSource);
        var catalogs = new CatalogCache(store);
        var gate = new JournalGate(journal.TrySubmit, patience);
        return
        [
            .. new HealthRoutes(new Readiness(dataSource)).Routes,
            .. ReferenceRoutes.Routes,
            .. new EventRoutes(gate).Routes,
            .. new HoldRoutes(gate, catalogs).Routes,
            .. new AccountRoutes(gate, catalogs).Routes,
            .. new BalanceRoutes(gate).Routes,
            .. new EntryRoutes(new EntryListing(dataSource), catalogs).Routes,
            .. new ConfigurationRoutes(store, catalogs).Routes,
            .. new SandboxClockRoutes(new ClockStore(dataSource)).Routes,
            .. new ReportRoutes(new UsageReports(dataSource, journal), catalogs).Routes,
        ];
    }
}
