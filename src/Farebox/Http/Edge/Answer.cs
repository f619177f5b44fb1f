namespace Farebox.Http.Edge;

/// <summary>What a request is answered with. The edge writes it; handlers only choose it.</summary>
internal abstract class Answer
{
    public abstract void WriteTo(HttpContext context);
}
