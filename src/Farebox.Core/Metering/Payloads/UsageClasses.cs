using System.Collections.Immutable;

namespace Farebox.Metering.Payloads;

/// <summary>The names of the classes, as meters, cards and answers write them.</summary>
public static class UsageClasses
{
    public static ImmutableArray<string> Names { get; } =
    [
        "input", "cached_input", "cache_write_5m", "cache_write_1h", "audio_input", "cached_audio_input", "image_input", "cached_image_input", "video_input",
        "output", "reasoning", "audio_output", "image_output",
        "audio_seconds", "web_search",
    ];

    public static int Count => Names.Length;

    public static string NameOf(UsageClass @class) => Names[(int)@class];

    public static bool TryParse(string name, out UsageClass @class)
    {
        var index = Names.IndexOf(name);
        @class = (UsageClass)Math.Max(index, 0);
        return index >= 0;
    }

    public static bool IsInput(UsageClass @class) => @class < UsageClass.Output;

    public static bool IsToken(UsageClass @class) => @class < UsageClass.AudioSeconds;
}
