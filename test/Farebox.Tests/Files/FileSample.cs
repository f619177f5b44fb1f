using System.Text;
using Farebox.Files;

namespace Farebox.Tests.Files;

/// <summary>Price files in memory.</summary>
internal static class FileSample
{
    public static readonly DateTimeOffset Now = new(2026, 7, 1, 0, 0, 0, TimeSpan.Zero);

    /// <summary>A whole folder in one file, to which one mistake is added at a time.</summary>
    public const string Good = """
        assets:
          credit: {scale: 6}
        meters:
          llm:
            event_type: llm.request
            components: {input: input_tokens}
            dimensions: [model]
        rate_cards:
          default:
            asset: credit
            versions:
              1:
                effective_from: 2026-01-01T00:00:00Z
                rows:
                  - {meter: llm, class: input, unit_price: 1, per: 1000}
        """;

    public static PricingFolder Read(params string[] texts) =>
        PricingFolder.Read([.. texts.Select((text, i) => (texts.Length == 1 ? "a.yaml" : $"{(char)('a' + i)}.yaml", Encoding.UTF8.GetBytes(text)))], Now);

    public static PricingFolder Read(byte[] bytes) => PricingFolder.Read([("a.yaml", bytes)], Now);

    /// <summary>The folder's files and what is below it in one text, without the folder's own errors.</summary>
    public static string[] Errors(PricingFolder folder) => [.. folder.Findings.Where(finding => finding.IsError).Select(finding => finding.ToString())];

    public static string[] Warnings(PricingFolder folder) => [.. folder.Findings.Where(finding => !finding.IsError).Select(finding => finding.ToString())];
}
