using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace Farebox.Client;

/// <summary>Tells whether what came to an endpoint is from the server that has its secret, and is new.</summary>
/// <remarks>Give it the body as it came, byte for byte: JSON that was read and written again has another signature. Remember ids you have seen: a notice may come twice.</remarks>
public sealed class WebhookVerifier
{
    /// <summary>How far the time of a try may be from now, either way.</summary>
    public static readonly TimeSpan Tolerance = TimeSpan.FromMinutes(5);

    /// <summary>Signatures of one request that are looked at: a rotation needs two.</summary>
    private const int SignaturesMax = 10;

    private readonly byte[] _secret;
    private readonly TimeProvider _clock;

    /// <param name="secret">The endpoint's secret, as it was shown.</param>
    /// <param name="clock">The clock; the system's when absent.</param>
    /// <exception cref="ArgumentException">That is no secret.</exception>
    public WebhookVerifier(string secret, TimeProvider? clock = null)
    {
        if (!WebhookSignature.TryRead(secret, out var bytes)) throw new ArgumentException("A secret is whsec_ and base64 of 24 to 64 bytes.", nameof(secret));
        (_secret, _clock) = (bytes, clock ?? TimeProvider.System);
    }

    /// <summary>Checks a request by its three headers and its body.</summary>
    public WebhookCheck Verify(string? id, string? timestamp, string? signature, ReadOnlySpan<byte> body)
    {
        if (string.IsNullOrEmpty(id) || string.IsNullOrEmpty(timestamp) || string.IsNullOrEmpty(signature)) return WebhookCheck.HeaderMissing;

        // A full stop in an id would let a part of it pass for the timestamp.
        if (id.Contains('.', StringComparison.Ordinal) || !long.TryParse(timestamp, NumberStyles.None, CultureInfo.InvariantCulture, out var seconds))
            return WebhookCheck.SignatureInvalid;

        var signed = Encoding.ASCII.GetBytes(WebhookSignature.Sign(_secret, id, seconds, body));
        var isSigned = signature.Split(' ', SignaturesMax + 1).Take(SignaturesMax)
            .Any(candidate => CryptographicOperations.FixedTimeEquals(Encoding.ASCII.GetBytes(candidate), signed));
        if (!isSigned) return WebhookCheck.SignatureInvalid;

        var age = _clock.GetUtcNow().ToUnixTimeSeconds() - seconds;
        return Math.Abs(age) > (long)Tolerance.TotalSeconds ? WebhookCheck.TimestampOutOfTolerance : WebhookCheck.Valid;
    }
}

/// <summary>What a check of a request came to. Only <see cref="Valid"/> is to be believed.</summary>
public enum WebhookCheck
{
    /// <summary>The server that has the secret sent it just now.</summary>
    Valid,

    /// <summary>One of the three headers is not there.</summary>
    HeaderMissing,

    /// <summary>No signature is by this secret over this id, time and body.</summary>
    SignatureInvalid,

    /// <summary>It was signed too long ago, or for a time to come: perhaps somebody sends again what he has overheard.</summary>
    TimestampOutOfTolerance,
}
