using Farebox.Postgres.Configuration;
using Npgsql;

namespace Farebox.CommandLine;

/// <summary>Which tenant a command means: <c>--tenant NAME --mode live|sandbox</c>, or the default one.</summary>
internal static class TenantChoice
{
    /// <exception cref="CommandException">There is no such tenant.</exception>
    public static async Task<Tenant> FindAsync(NpgsqlDataSource dataSource, Settings settings, Options options, CancellationToken stop)
    {
        var tenants = new TenantStore(dataSource);
        var first = await tenants.EnsureDefaultAsync(settings.IsSandbox, stop);
        if (options["--tenant"] is not { } name && options["--mode"] is null) return first;

        name = options["--tenant"] ?? TenantStore.DefaultName;
        var isSandbox = IsSandbox(options);
        return await tenants.FindAsync(name, isSandbox, stop)
            ?? throw new CommandException($"There is no {(isSandbox ? "sandbox" : "live")} tenant {name}. See: farebox tenants list");
    }

    public static bool IsSandbox(Options options) => options["--mode"] switch
    {
        null or "live" => false,
        "sandbox" => true,
        _ => throw new CommandException("--mode is live or sandbox."),
    };
}
