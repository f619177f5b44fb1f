using System.Collections.Frozen;

namespace Farebox.Money;

/// <summary>Minor units of the currencies of ISO 4217 (list one, published 2024-06-25).</summary>
/// <remarks>Codes without a minor unit (metals, test and fund codes such as XAU, XDR, XXX) are not listed.</remarks>
public static class Iso4217
{
    private const string None = "BIF CLP DJF GNF ISK JPY KMF KRW PYG RWF UGX UYI VND VUV XAF XOF XPF";
    private const string Three = "BHD IQD JOD KWD LYD OMR TND";
    private const string Four = "CLF UYW";
    private const string Two =
        "AED AFN ALL AMD ANG AOA ARS AUD AWG AZN BAM BBD BDT BGN BMD BND BOB BOV BRL BSD BTN BWP BYN BZD CAD CDF CHE CHF CHW CNY COP COU " +
        "CRC CUC CUP CVE CZK DKK DOP DZD EGP ERN ETB EUR FJD FKP GBP GEL GHS GIP GMD GTQ GYD HKD HNL HTG HUF IDR ILS INR IRR JMD KES KGS " +
        "KHR KPW KYD KZT LAK LBP LKR LRD LSL MAD MDL MGA MKD MMK MNT MOP MRU MUR MVR MWK MXN MXV MYR MZN NAD NGN NIO NOK NPR NZD PAB PEN " +
        "PGK PHP PKR PLN QAR RON RSD RUB SAR SBD SCR SDG SEK SGD SHP SLE SOS SRD SSP STN SVC SYP SZL THB TJS TMT TOP TRY TTD TWD TZS UAH " +
        "USD USN UYU UZS VED VES WST XCD YER ZAR ZMW ZWG";

    private static readonly FrozenDictionary<string, int> Table = Build();

    /// <summary>Upper case only, as the standard writes them.</summary>
    public static bool IsCurrency(string code) => Table.ContainsKey(code);

    /// <summary>Decimal places of the minor unit; null for a code that is not in the list.</summary>
    public static int? MinorUnits(string code) => Table.TryGetValue(code, out var places) ? places : null;

    private static FrozenDictionary<string, int> Build()
    {
        (string Codes, int Places)[] groups = [(None, 0), (Two, 2), (Three, 3), (Four, 4)];
        return groups
            .SelectMany(group => group.Codes.Split(' ').Select(code => KeyValuePair.Create(code, group.Places)))
            .ToFrozenDictionary(StringComparer.Ordinal);
    }
}
