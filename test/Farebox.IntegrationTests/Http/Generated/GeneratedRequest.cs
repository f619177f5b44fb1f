using System.Text;
using Farebox.IntegrationTests.Http.BadInputs;

namespace Farebox.IntegrationTests.Http.Generated;

/// <summary>A request on its way to becoming a bad one: every part of it can be changed on its own.</summary>
internal sealed class GeneratedRequest(GoodRequest good)
{
    public string Method { get; set; } = good.Method;

    public string Target { get; set; } = good.Target;

    /// <summary>The members of the body in order; a name may be there twice.</summary>
    public List<(string Name, string Json)> Members { get; } = [.. good.Members];

    /// <summary>Instead of the good headers of their names.</summary>
    public List<(string Name, string Value)> Headers { get; } = [];

    /// <summary>The body, when it is no longer what the members say.</summary>
    public byte[]? Body { get; set; }

    public bool HasBody => good.Method != "GET";

    public byte[] BodyNow => Body ?? Encoding.UTF8.GetBytes(GoodRequest.Write(Members));

    public byte[] Bytes() => good.Bytes(Method, Target, Headers, HasBody || Body is not null ? BodyNow : null);
}
