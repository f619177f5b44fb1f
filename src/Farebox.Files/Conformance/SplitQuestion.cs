using Farebox.Files.Yaml;
using Farebox.Rating;
using Farebox.Rating.Conventions;

namespace Farebox.Files.Conformance;

/// <summary>How an amount is shared out by weights so that the shares sum to it.</summary>
internal sealed record SplitQuestion(int Decimals, bool LastTakesRest, RemainderTies Ties, CaseInputs Inputs) : Question
{
    public static SplitQuestion Read(YamlMap map, ConventionPreset preset, CaseInputs inputs) => new(
        (int)((YamlScalar)map.Find("decimals")!).Number(),
        map.Text("rest") == "last",
        map.Text("ties") switch { "key" => RemainderTies.Key, "input_order" => RemainderTies.InputOrder, _ => preset.RemainderTies },
        inputs);

    public override void Answer(Answer answer, Working working)
    {
        try
        {
            var (amount, weights) = (Inputs.Number("amount") ?? 0m, Inputs.Numbers("weights") ?? []);
            answer.Set("shares", LastTakesRest ? LastShare.Split(amount, weights, Decimals) : LargestRemainder.Split(amount, weights, Decimals, Ties, Inputs.Texts("keys")));
        }
        catch (ArgumentException rule)
        {
            answer.Refuse("terms", rule.Message);
        }
    }
}
