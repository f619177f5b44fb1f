using System.Net;

namespace Farebox.Client.Transport;

/// <summary>A whole answer, read to its end, so that a connection broken half-way is a failed attempt and not half an answer.</summary>
internal readonly record struct Reply(HttpStatusCode Status, byte[] Body)
{
    public bool Succeeded => (int)Status is >= 200 and < 300;
}
