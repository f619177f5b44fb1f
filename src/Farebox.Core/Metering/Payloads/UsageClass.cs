namespace Farebox.Metering.Payloads;

/// <summary>What a model used, in parts that never overlap: each token of a payload is in exactly one class.</summary>
/// <remarks>In this order: input, output, then what is not counted in tokens.</remarks>
public enum UsageClass : byte
{
    /// <summary>Input that is neither read from nor written to a cache: text, and what the vendor does not tell from text.</summary>
    Input,

    /// <summary>Input read from a cache, except audio and images that are told apart.</summary>
    CachedInput,

    /// <summary>Input written to a cache for five minutes, or for a time the vendor does not state.</summary>
    CacheWrite5m,
    CacheWrite1h,
    AudioInput,
    CachedAudioInput,
    ImageInput,
    CachedImageInput,
    VideoInput,

    /// <summary>Output without reasoning: text, and what the vendor does not tell from text.</summary>
    Output,

    /// <summary>Output that was thought and not said. Most vendors price it as output.</summary>
    Reasoning,
    AudioOutput,
    ImageOutput,

    /// <summary>Seconds of audio, where a vendor charges for time.</summary>
    AudioSeconds,

    /// <summary>Searches that the vendor made on the model's behalf.</summary>
    WebSearch,
}
