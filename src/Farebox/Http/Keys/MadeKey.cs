using Farebox.Postgres.Tenants;

namespace Farebox.Http.Keys;

/// <summary>A key made just now: what is stored of it, and the secret, which is not and can be shown only once.</summary>
internal sealed record MadeKey(string Secret, NewKey Stored)
{
    /// <summary>Random characters that stay readable, so that people can tell their keys apart: 24 of 256 bits.</summary>
    private const int ShownLength = 4;

    public static MadeKey Create(bool isSandbox, string name, KeyScopes scopes)
    {
        var secret = ApiKey.Create(isSandbox);
        var hash = ApiKey.Hash(secret);
        return new(secret, new(ApiKey.IdOf(hash), hash, secret[..(ApiKey.LivePrefix.Length + ShownLength)], name, scopes));
    }

    /// <summary>A key of somebody's own choice. Nothing of it is kept readable, because nobody knows how much of it is random.</summary>
    public static MadeKey Chosen(string secret, string name, KeyScopes scopes)
    {
        var hash = ApiKey.Hash(secret);
        return new(secret, new(ApiKey.IdOf(hash), hash, null, name, scopes));
    }
}
