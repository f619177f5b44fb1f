using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace Farebox.Client;

/// <summary>Signatures as Standard Webhooks has them: HMAC-SHA256 over id, timestamp and body, joined by full stops.</summary>
public static class WebhookSignature
{
    /// <summary>What secrets begin with.</summary>
    public const string SecretPrefix = "whsec_";

    /// <summary>The header that names what was sent; the same on every try.</summary>
    public const string IdHeader = "webhook-id";

    /// <summary>The header with the seconds since 1970 at which this try was made.</summary>
    public const string TimestampHeader = "webhook-timestamp";

    /// <summary>The header with one signature or more, separated by spaces.</summary>
    public const string SignatureHeader = "webhook-signature";

    /// <summary>The fewest bytes of a secret.</summary>
    public const int SecretBytesMin = 24;

    /// <summary>The most bytes of a secret.</summary>
    public const int SecretBytesMax = 64;

    private const string Version = "v1,";

    /// <summary>Signs.</summary>
    /// <param name="secret">The secret, decoded.</param>
    /// <param name="id">The id of what is sent.</param>
    /// <param name="timestamp">Seconds since 1970.</param>
    /// <param name="body">The body, to the byte as it is sent.</param>
    public static string Sign(ReadOnlySpan<byte> secret, string id, long timestamp, ReadOnlySpan<byte> body)
    {
        ArgumentNullException.ThrowIfNull(id);

        var head = Encoding.UTF8.GetBytes(string.Create(CultureInfo.InvariantCulture, $"{id}.{timestamp}."));
        return Version + Convert.ToBase64String(HMACSHA256.HashData(secret, [.. head, .. body]));
    }

    /// <summary>Writes a secret as people are given it.</summary>
    public static string Write(ReadOnlySpan<byte> secret) => SecretPrefix + Convert.ToBase64String(secret);

    /// <summary>Reads a secret, with or without its prefix. False for what is not base64 of 24 to 64 bytes.</summary>
    public static bool TryRead(string? secret, [NotNullWhen(true)] out byte[]? bytes)
    {
        bytes = null;
        var text = secret?.StartsWith(SecretPrefix, StringComparison.Ordinal) == true ? secret[SecretPrefix.Length..] : secret ?? "";
        Span<byte> decoded = stackalloc byte[SecretBytesMax];
        if (!Convert.TryFromBase64String(text, decoded, out var length) || length < SecretBytesMin) return false;

        bytes = decoded[..length].ToArray();
        return true;
    }
}
