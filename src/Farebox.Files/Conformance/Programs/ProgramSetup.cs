using System.Collections.Immutable;
using Farebox.Charging;
using Farebox.Ledger;
using Farebox.Money;

namespace Farebox.Files.Conformance.Programs;

/// <summary>The account that a program runs on, before its first step.</summary>
/// <param name="Catalog">Its assets, meters and cards.</param>
/// <param name="RateCards">The cards it pays by, in their order.</param>
/// <param name="Asset">What answers count in where they do not say: the asset of its first card.</param>
/// <param name="Members">Members with whom each is below, parents first.</param>
/// <param name="BurnOrder">The order in which its credit burns; absent: the default.</param>
/// <param name="Start">When it is opened, and when the first step is taken.</param>
internal sealed record ProgramSetup(
    Catalog Catalog, ImmutableArray<string> RateCards, Asset Asset, ImmutableArray<(string Id, string? Parent)> Members, BurnOrder? BurnOrder, DateTimeOffset Start)
{
    public const int Tenant = 1;
    public const string Account = "account";

    /// <summary>The meter of use that names none.</summary>
    public const string Meter = "use";

    /// <summary>What a currency cost basis is in where it does not say.</summary>
    public const string Currency = "USD";
}
