namespace Farebox.Postgres.Embedded;

/// <summary>Which installation runs a cluster. A major version reads only its own files, so a mismatch is refused with the way out.</summary>
internal static class BinariesChoice
{
    public static PostgresBinaries Choose(IReadOnlyList<PostgresBinaries> found, PostgresCluster cluster)
    {
        if (cluster.RecordedMajor is not { } recorded)
        {
            return found.FirstOrDefault(binaries => binaries.Major >= PostgresBinaries.OldestMajor)
                ?? throw new EmbeddedPostgresException(NothingFound(found));
        }

        return found.FirstOrDefault(binaries => binaries.Major == recorded)
            ?? throw new EmbeddedPostgresException(OtherMajor(found, cluster, recorded));
    }

    private static string NothingFound(IReadOnlyList<PostgresBinaries> found)
    {
        var tooOld = found.Count == 0 ? "" : $" (PostgreSQL {found[0].Major} in {found[0].Directory} is too old)";
        return $"""
            PostgreSQL {PostgresBinaries.OldestMajor} or newer is not installed{tooOld}. Install it:
                apt-get install --yes postgresql
            or name the folder of its programs in FAREBOX_PG_BIN, or a database of your own in FAREBOX_DATABASE.
            """;
    }

    private static string OtherMajor(IReadOnlyList<PostgresBinaries> found, PostgresCluster cluster, int recorded)
    {
        var stay = $"""
            The data in {cluster.DataDirectory} was written by PostgreSQL {recorded}, whose programs are not on this machine. Install them:
                apt-get install --yes postgresql-{recorded}
            A distribution that no longer has it: https://wiki.postgresql.org/wiki/Apt
            """;
        if (found.FirstOrDefault(binaries => binaries.Major > recorded) is not { } newer) return stay;

        // pg_upgrade needs both versions' programs and a folder it may write to, which becomes its socket's folder too.
        // The script it leaves there deletes the old folder by name; that name is the new data's by then, so it must go.
        var old = $"/usr/lib/postgresql/{recorded}/bin";
        var target = $"{cluster.DataDirectory}-{newer.Major}";
        var run = cluster.Account.ShellPrefix;
        var owner = cluster.Account.Owner is { } ids ? $"-o {ids.Replace(":", " -g ", StringComparison.Ordinal)} " : "";
        return $"""
            {stay}
            To move the data to PostgreSQL {newer.Major} ({newer.Directory}), install postgresql-{recorded} as above, stop every Farebox, and run:
                install -d -m 700 {owner}'{target}' && cd /tmp
                {run}{newer.Directory}/initdb -D '{target}' {string.Join(' ', ClusterCreation.Arguments)}
                {run}{newer.Directory}/pg_upgrade -U {PostgresCluster.Superuser} -b {old} -B {newer.Directory} -d '{cluster.DataDirectory}' -D '{target}' && rm delete_old_cluster.sh
                mv '{cluster.DataDirectory}' '{cluster.DataDirectory}-{recorded}' && mv '{target}' '{cluster.DataDirectory}'
            """;
    }
}
