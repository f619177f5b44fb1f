using System.Net;
using System.Net.Sockets;

namespace Farebox.Webhooks;

/// <summary>Whether an address is one of the public network. Everything that leads back inside, or nowhere, is not.</summary>
/// <remarks>By IANA's registries of special-purpose addresses. An address that carries another one inside it is as good as that one, or refused.</remarks>
internal static class PublicAddress
{
    private static readonly IPNetwork[] Refused =
    [
        .. ((string[])
        [
            "0.0.0.0/8", "10.0.0.0/8", "100.64.0.0/10", "127.0.0.0/8", "169.254.0.0/16", "172.16.0.0/12", "192.0.0.0/24", "192.0.2.0/24",
            "192.88.99.0/24", "192.168.0.0/16", "198.18.0.0/15", "198.51.100.0/24", "203.0.113.0/24", "224.0.0.0/4", "240.0.0.0/4",

            // Of IPv6, only 2000::/3 is given out at all; within it these lead elsewhere: protocol assignments with Teredo and
            // ORCHID, documentation, 6to4, and segment routing.
            "2001::/23", "2001:db8::/32", "2002::/16", "3fff::/20", "5f00::/16",
        ]).Select(IPNetwork.Parse),
    ];

    private static readonly IPNetwork Given = IPNetwork.Parse("2000::/3");
    private static readonly IPNetwork Translated = IPNetwork.Parse("64:ff9b::/96");

    public static bool Is(IPAddress address)
    {
        if (address.IsIPv4MappedToIPv6) return Is(address.MapToIPv4());
        if (address.AddressFamily == AddressFamily.InterNetworkV6)
        {
            if (Translated.Contains(address)) return Is(new IPAddress(address.GetAddressBytes().AsSpan(12)));
            if (!Given.Contains(address) || address.ScopeId != 0) return false;
        }

        return !Array.Exists(Refused, network => network.Contains(address));
    }
}
