using System.Globalization;
using Farebox.Client.Transport;

namespace Farebox.Client;

/// <summary>Keys, the audit, and, for the operator's key alone, tenants. Making or rotating a key again makes another one, so neither is repeated by itself.</summary>
public sealed class AdministrationClient
{
    private readonly Channel _channel;
    private readonly Channel _once;

    internal AdministrationClient(Channel channel, Channel once) => (_channel, _once) = (channel, once);

    public async Task<IReadOnlyList<ApiKey>> ListKeysAsync(CancellationToken cancellationToken) =>
        (await _channel.AskAsync(Call.Get("v1/keys"), WireJson.Default.ApiKeyList, cancellationToken).ConfigureAwait(false)).Keys;

    public Task<ApiKey> CreateKeyAsync(ApiKeyRequest request, CancellationToken cancellationToken) =>
        _once.AskAsync(Call.Post("v1/keys", request, WireJson.Default.ApiKeyRequest), WireJson.Default.ApiKey, cancellationToken);

    public Task<ApiKey> RotateKeyAsync(string key, RotateRequest request, CancellationToken cancellationToken) =>
        _once.AskAsync(Call.Post($"v1/keys/{Uri.EscapeDataString(key)}/rotate", request, WireJson.Default.RotateRequest), WireJson.Default.ApiKey, cancellationToken);

    public Task RevokeKeyAsync(string key, CancellationToken cancellationToken) =>
        _once.AskAsync(Call.Post($"v1/keys/{Uri.EscapeDataString(key)}/revoke", new(), WireJson.Default.ReleaseRequest), WireJson.Default.RevokedKey, cancellationToken);

    public async Task<IReadOnlyList<Tenant>> ListTenantsAsync(CancellationToken cancellationToken) =>
        (await _channel.AskAsync(Call.Get("v1/tenants"), WireJson.Default.TenantList, cancellationToken).ConfigureAwait(false)).Tenants;

    public Task<Tenant> CreateTenantAsync(Tenant tenant, CancellationToken cancellationToken) =>
        _once.AskAsync(Call.Post("v1/tenants", tenant, WireJson.Default.Tenant), WireJson.Default.Tenant, cancellationToken);

    public Task<Tenant> LimitTenantAsync(string tenant, TenantLimits limits, CancellationToken cancellationToken) =>
        _channel.AskAsync(
            Call.Post($"v1/tenants/{Uri.EscapeDataString(tenant)}/rate-limits", limits, WireJson.Default.TenantLimits) with { Method = HttpMethod.Put },
            WireJson.Default.Tenant,
            cancellationToken);

    /// <param name="cursor">The last page's <see cref="AuditPage.NextCursor"/>; null starts with the newest.</param>
    /// <param name="limit">The most acts in one page; null: the server's default.</param>
    /// <param name="cancellationToken">Gives up the call.</param>
    public Task<AuditPage> ReadAuditAsync(string? cursor, int? limit, CancellationToken cancellationToken) =>
        _channel.AskAsync(
            Call.Get(Route.Query("v1/audit", ("limit", limit?.ToString(CultureInfo.InvariantCulture)), ("cursor", cursor))), WireJson.Default.AuditPage, cancellationToken);
}
