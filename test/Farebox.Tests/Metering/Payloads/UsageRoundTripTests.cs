using Farebox.Metering.Payloads;

namespace Farebox.Tests.Metering.Payloads;

/// <summary>Random use, written down as each vendor would, is read back as the same classes; and one token more anywhere is noticed.</summary>
public sealed class UsageRoundTripTests
{
    private const int Rounds = 300;

    public static TheoryData<string> Vendors => [.. Writers.Keys];

    // Each takes one count per class that its format tells apart, in the order beside it.
    private static readonly Dictionary<string, (Func<long[], string> Write, UsageClass[] Classes)> Writers = new(StringComparer.Ordinal)
    {
        ["openai.chat"] = (n => $$$"""
            {"prompt_tokens":{{{n[0] + n[1] + n[2] + n[3]}}},"completion_tokens":{{{n[4] + n[5] + n[6]}}},"total_tokens":{{{n.Sum()}}},
             "prompt_tokens_details":{"cached_tokens":{{{n[1]}}},"cache_write_tokens":{{{n[2]}}},"audio_tokens":{{{n[3]}}}},
             "completion_tokens_details":{"reasoning_tokens":{{{n[5]}}},"audio_tokens":{{{n[6]}}}}}
            """, [UsageClass.Input, UsageClass.CachedInput, UsageClass.CacheWrite5m, UsageClass.AudioInput, UsageClass.Output, UsageClass.Reasoning, UsageClass.AudioOutput]),
        ["openai.realtime"] = (n => $$$"""
            {"input_tokens":{{{n[0] + n[1] + n[2] + n[3]}}},"output_tokens":{{{n[4] + n[5]}}},"total_tokens":{{{n.Sum()}}},
             "input_token_details":{"text_tokens":{{{n[0] + n[1]}}},"audio_tokens":{{{n[2] + n[3]}}},"cached_tokens":{{{n[1] + n[3]}}},
               "cached_tokens_details":{"text_tokens":{{{n[1]}}},"audio_tokens":{{{n[3]}}}}},
             "output_token_details":{"text_tokens":{{{n[4]}}},"audio_tokens":{{{n[5]}}}}}
            """, [UsageClass.Input, UsageClass.CachedInput, UsageClass.AudioInput, UsageClass.CachedAudioInput, UsageClass.Output, UsageClass.AudioOutput]),
        ["anthropic"] = (n => $$$"""
            {"input_tokens":{{{n[0]}}},"cache_read_input_tokens":{{{n[1]}}},"cache_creation_input_tokens":{{{n[2] + n[3]}}},
             "cache_creation":{"ephemeral_5m_input_tokens":{{{n[2]}}},"ephemeral_1h_input_tokens":{{{n[3]}}}},
             "output_tokens":{{{n[4] + n[5]}}},"output_tokens_details":{"thinking_tokens":{{{n[5]}}}},"total_tokens":{{{n.Sum()}}}}
            """, [UsageClass.Input, UsageClass.CachedInput, UsageClass.CacheWrite5m, UsageClass.CacheWrite1h, UsageClass.Output, UsageClass.Reasoning]),
        ["gemini"] = (n => $$$"""
            {"promptTokenCount":{{{n[0] + n[1] + n[2] + n[3]}}},"cachedContentTokenCount":{{{n[1] + n[3]}}},"candidatesTokenCount":{{{n[4] + n[6]}}},"thoughtsTokenCount":{{{n[5]}}},
             "totalTokenCount":{{{n.Sum()}}},"promptTokensDetails":[{"modality":"AUDIO","tokenCount":{{{n[2] + n[3]}}}},{"modality":"TEXT","tokenCount":{{{n[0] + n[1]}}}}],
             "cacheTokensDetails":[{"modality":"AUDIO","tokenCount":{{{n[3]}}}}],"candidatesTokensDetails":[{"modality":"IMAGE","tokenCount":{{{n[6]}}}}]}
            """, [UsageClass.Input, UsageClass.CachedInput, UsageClass.AudioInput, UsageClass.CachedAudioInput, UsageClass.Output, UsageClass.Reasoning, UsageClass.ImageOutput]),
    };

    [Theory]
    [MemberData(nameof(Vendors))]
    public void What_a_vendor_writes_is_read_back_as_the_same_classes(string vendor)
    {
        var (write, classes) = Writers[vendor];
        foreach (var counts in Draws(classes.Length))
        {
            var reading = UsageCase.Parse(write(counts)).Reading!;

            Assert.Equal(vendor, UsageFormats.NameOf(reading.Format));
            Assert.True(reading.IsConsistent, reading.Inconsistencies);
            Assert.Equal(counts.Select(count => (decimal)count), classes.Select(@class => reading[@class]));
            Assert.Equal(counts.Sum(), reading.TotalTokens);
            Assert.Empty(reading.Unmapped);
        }
    }

    [Theory]
    [MemberData(nameof(Vendors))]
    public void A_total_that_is_off_by_one_is_noticed(string vendor)
    {
        var (write, classes) = Writers[vendor];
        foreach (var counts in Draws(classes.Length))
        {
            var total = counts.Sum().ToString(System.Globalization.CultureInfo.InvariantCulture);
            var payload = write(counts);
            var at = Math.Max(payload.IndexOf("total_tokens\":", StringComparison.Ordinal), payload.IndexOf("totalTokenCount\":", StringComparison.Ordinal));
            var start = payload.IndexOf(':', at) + 1;
            var wrong = string.Concat(payload.AsSpan(0, start), (counts.Sum() + 1).ToString(System.Globalization.CultureInfo.InvariantCulture), payload.AsSpan(start + total.Length));

            Assert.False(UsageCase.Parse(wrong).Reading!.IsConsistent);
        }
    }

    // The same draws every time: what fails once fails again.
    private static IEnumerable<long[]> Draws(int count)
    {
        var random = new Random(20260701);
        for (var round = 0; round < Rounds; round++)
            yield return [.. Enumerable.Range(0, count).Select(_ => random.Next(3) == 0 ? 0L : random.NextInt64(1, 1_000_000_000))];
    }
}
