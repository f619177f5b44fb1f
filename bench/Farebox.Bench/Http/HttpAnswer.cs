using System.Buffers.Text;
using System.Text;

namespace Farebox.Bench.Http;

/// <summary>The start of an HTTP/1.1 answer: its status, and where its body begins and ends.</summary>
public readonly record struct HttpAnswer(int Status, int BodyStart, int BodyLength)
{
    private static ReadOnlySpan<byte> LengthName => "\r\ncontent-length:"u8;

    /// <summary>Null while the header is not complete. An answer without a length is refused: the generator reads no other framing.</summary>
    public static HttpAnswer? Parse(ReadOnlySpan<byte> received)
    {
        var end = received.IndexOf("\r\n\r\n"u8);
        if (end < 0) return null;

        var header = received[..(end + 2)];
        if (!header.StartsWith("HTTP/1.1 "u8) || !Utf8Parser.TryParse(header[9..], out int status, out _)) throw new FormatException("Not an HTTP/1.1 answer.");
        return new(status, end + 4, status == 204 ? 0 : ContentLength(header));
    }

    private static int ContentLength(ReadOnlySpan<byte> header)
    {
        for (var line = header.IndexOf("\r\n"u8); line >= 0 && line + LengthName.Length < header.Length;)
        {
            var rest = header[line..];
            if (Ascii.EqualsIgnoreCase(rest[..LengthName.Length], LengthName))
            {
                var value = rest[LengthName.Length..].TrimStart((byte)' ');
                if (Utf8Parser.TryParse(value, out int length, out _)) return length;
            }

            var next = rest[2..].IndexOf("\r\n"u8);
            line = next < 0 ? -1 : line + 2 + next;
        }

        throw new FormatException("The answer has no Content-Length.");
    }
}
