namespace Farebox.Files.Conformance;

/// <summary>Terms that cannot be. A case may expect just that.</summary>
internal sealed record RefusedQuestion(string Why) : Question
{
    public override void Answer(Answer answer, Rating.Working working) => answer.Refuse("terms", Why);
}
