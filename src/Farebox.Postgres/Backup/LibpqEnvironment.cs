using System.Globalization;
using Npgsql;

namespace Farebox.Postgres.Backup;

/// <summary>A connection as PostgreSQL's own programs take it: by environment, because a command line can be read by everybody.</summary>
internal static class LibpqEnvironment
{
    private static readonly string[] AboutOtherServers = ["PGSERVICE", "PGHOSTADDR", "PGOPTIONS", "PGDATESTYLE", "PGTZ", "PGGEQO"];

    public static void Set(IDictionary<string, string?> environment, string connectionString)
    {
        var settings = new NpgsqlConnectionStringBuilder(connectionString);
        foreach (var name in AboutOtherServers) environment.Remove(name);
        var hosts = (settings.Host ?? "").Split(',').Select(host => Split(host.Trim(), settings.Port)).ToList();
        environment["PGHOST"] = string.Join(',', hosts.Select(host => host.Name));
        environment["PGPORT"] = string.Join(',', hosts.Select(host => host.Port));
        environment["PGDATABASE"] = settings.Database ?? settings.Username;
        environment["PGAPPNAME"] = "farebox";
        environment["LC_ALL"] = "C";
        SetWhenGiven("PGUSER", settings.Username);
        SetWhenGiven("PGPASSWORD", settings.Password);
        SetWhenGiven("PGPASSFILE", settings.Passfile);
        SetWhenGiven("PGSSLROOTCERT", settings.RootCertificate);
        SetWhenGiven("PGSSLCERT", settings.SslCertificate);
        SetWhenGiven("PGSSLKEY", settings.SslKey);
        SetWhenGiven("PGOPTIONS", settings.Options);
        if (settings.ContainsKey("SSL Mode")) environment["PGSSLMODE"] = SslMode(settings.SslMode);
        if (hosts.Count > 1) environment["PGTARGETSESSIONATTRS"] = "read-write";

        void SetWhenGiven(string name, string? value)
        {
            if (!string.IsNullOrEmpty(value)) environment[name] = value;
        }
    }

    private static (string Name, string Port) Split(string host, int port)
    {
        var colon = host.LastIndexOf(':');
        var isPlain = host.StartsWith('/') || colon < 0 || host.IndexOf(':', StringComparison.Ordinal) != colon;
        return isPlain ? (host, port.ToString(CultureInfo.InvariantCulture)) : (host[..colon], host[(colon + 1)..]);
    }

    private static string SslMode(SslMode mode) => mode switch
    {
        Npgsql.SslMode.VerifyCA => "verify-ca",
        Npgsql.SslMode.VerifyFull => "verify-full",
        _ => mode.ToString().ToLowerInvariant(),
    };
}
