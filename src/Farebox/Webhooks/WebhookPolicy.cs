using System.Net;
using System.Net.Sockets;

namespace Farebox.Webhooks;

/// <summary>Where notices may be sent: to public addresses by HTTPS, and to whatever whoever runs the server names.</summary>
/// <remarks>
/// A URL is looked at when it is set, for everything that can be known of it then; names are looked up at each connection, where the
/// addresses that were checked are the ones that are connected to.
/// </remarks>
internal sealed class WebhookPolicy
{
    private const int UrlLengthMax = 2000;

    private static readonly int[] Ports = [443, 8443];

    private readonly HashSet<string> _hosts = new(StringComparer.OrdinalIgnoreCase);
    private readonly List<IPNetwork> _networks = [];

    /// <param name="allowed">Hosts, <c>host:port</c>s and networks that may be reached besides, also without TLS, with commas between them.</param>
    /// <exception cref="ArgumentException">One of them is none.</exception>
    public WebhookPolicy(string? allowed)
    {
        foreach (var item in (allowed ?? "").Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))
        {
            if (IPNetwork.TryParse(item, out var network)) _networks.Add(network);
            else if (Uri.TryCreate($"http://{item}", UriKind.Absolute, out var host) && host.PathAndQuery == "/" && host.UserInfo.Length == 0) _hosts.Add(item);
            else throw new ArgumentException($"\"{item}\" is neither a host nor a network such as 10.0.0.0/8.", nameof(allowed));
        }
    }

    /// <summary>Why a URL may not be sent to, as far as can be told without looking its name up; <see langword="null"/> when it may.</summary>
    public string? Fault(string text)
    {
        if (text.Length > UrlLengthMax || !Uri.TryCreate(text, UriKind.Absolute, out var url)) return "That is no URL.";
        if (url.Scheme != Uri.UriSchemeHttps && url.Scheme != Uri.UriSchemeHttp) return "A webhook is called by https.";
        if (url.UserInfo.Length > 0 || url.Fragment.Length > 0) return "A webhook's URL has neither a user nor a fragment.";
        if (IsNamed(url.Host, url.Port)) return null;

        var literal = IPAddress.TryParse(url.IdnHost.Trim('[', ']'), out var address) ? address : null;
        if (literal is not null && IsInNetwork(literal)) return null;
        if (url.Scheme != Uri.UriSchemeHttps) return "A webhook is called by https.";
        if (!Ports.Contains(url.Port)) return $"A webhook is called at port {string.Join(" or ", Ports)}.";
        if (literal is not null && !PublicAddress.Is(literal)) return "The address is not of the public network.";
        return literal is null && !url.IdnHost.Contains('.', StringComparison.Ordinal) ? "The host is not of the public network." : null;
    }

    /// <summary>Whether an address that a host was found at may be connected to.</summary>
    public bool Admits(string host, int port, IPAddress address) => IsNamed(host, port) || IsInNetwork(address) || PublicAddress.Is(address);

    private bool IsNamed(string host, int port) => _hosts.Contains(host) || _hosts.Contains(FormattableString.Invariant($"{host}:{port}"));

    private bool IsInNetwork(IPAddress address)
    {
        var plain = address.IsIPv4MappedToIPv6 ? address.MapToIPv4() : address;
        return _networks.Exists(network => network.BaseAddress.AddressFamily == plain.AddressFamily && network.Contains(plain));
    }

    /// <summary>Connects to a host at an address that has been checked. Any address that may not be reached makes the whole host suspect.</summary>
    /// <param name="host">The host.</param>
    /// <param name="port">The port.</param>
    /// <param name="lookUp">Finds its addresses.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <exception cref="AddressRefusedException">It leads where nothing may be sent.</exception>
    public async ValueTask<Stream> ConnectAsync(
        string host, int port, Func<string, CancellationToken, Task<IPAddress[]>> lookUp, CancellationToken cancellationToken)
    {
        var addresses = IPAddress.TryParse(host.Trim('[', ']'), out var literal) ? [literal] : await lookUp(host, cancellationToken);
        if (addresses.Length == 0 || !Array.TrueForAll(addresses, address => Admits(host, port, address))) throw new AddressRefusedException();

        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        try
        {
            await socket.ConnectAsync(addresses, port, cancellationToken);
            return new NetworkStream(socket, ownsSocket: true);
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }
}

/// <summary>A host leads to an address that nothing may be sent to.</summary>
internal sealed class AddressRefusedException() : IOException("The address is not of the public network.");
