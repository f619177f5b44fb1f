using System.Text.Json;
using Farebox.Ledger;
using Farebox.Money;

namespace Farebox.Http.Accounts;

/// <summary>What a limit counts, as decimal text: spend in its asset's places, a quantity in millionths, requests whole.</summary>
internal static class LimitUnits
{
    public static void Write(Utf8JsonWriter json, string name, Int128 units, LimitTerms limit) => json.WriteString(name, DecimalText.Format(units, limit.Places));
}
