namespace Farebox.Rating.Terms;

/// <summary>Terms as they are written, whatever the format: a text, a list or a map. Numbers are texts.</summary>
public abstract record TermsNode
{
    private protected TermsNode() { }
}
