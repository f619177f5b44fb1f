using System.Globalization;

namespace Farebox.Tests.Rating;

/// <summary>Decimals as tests write them.</summary>
internal static class Number
{
    public static decimal Of(string text) => decimal.Parse(text, CultureInfo.InvariantCulture);
}
