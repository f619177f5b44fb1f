using Farebox.Charging;

namespace Farebox.Http.Edge;

/// <summary>Turns what the ledger rejects into problems.</summary>
internal static class Refusal
{
    private const string AccountUnknown = "account_unknown";

    // An account that is named in the path is where the path leads, so it is the path that leads nowhere.
    public static Problem Of(Rejected rejected) =>
        new(rejected.Code == AccountUnknown ? ProblemCodes.NotFound : ProblemCodes.Of(rejected.Code), rejected.Detail);
}
