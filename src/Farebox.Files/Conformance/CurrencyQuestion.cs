using Farebox.Money;

namespace Farebox.Files.Conformance;

/// <summary>How many decimal places a currency's smallest unit has.</summary>
internal sealed record CurrencyQuestion(string Code) : Question
{
    public override void Answer(Answer answer, Rating.Working working)
    {
        if (Iso4217.MinorUnits(Code) is { } places) answer.Set("decimals", places);
        else answer.Refuse("terms", $"{Code} is no currency of ISO 4217 with decimal places.");
    }
}
