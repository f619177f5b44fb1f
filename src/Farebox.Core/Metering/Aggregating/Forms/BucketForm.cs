using System.Diagnostics.CodeAnalysis;
using System.Globalization;

namespace Farebox.Metering.Aggregating.Forms;

/// <summary>A bucket as one text: <c>hour</c>, <c>6 hours</c>, <c>15 minutes</c>, <c>day</c>, <c>month</c>, <c>event</c>, <c>field(upload)</c>.</summary>
public static class BucketForm
{
    private const string FieldOpen = "field(";

    public static bool TryRead(string text, [NotNullWhen(true)] out Bucket? bucket)
    {
        ArgumentNullException.ThrowIfNull(text);
        bucket = text switch
        {
            "minute" => Bucket.Minutes(1),
            "hour" => Bucket.Hour,
            "day" => Bucket.Day,
            "month" => Bucket.Month,
            "event" => Bucket.Event,
            _ when text.StartsWith(FieldOpen, StringComparison.Ordinal) && text[^1] == ')' => ByField(text[FieldOpen.Length..^1].Trim()),
            _ => Several(text.Split(' ')),
        };
        return bucket is not null;
    }

    public static string Write(Bucket bucket)
    {
        ArgumentNullException.ThrowIfNull(bucket);
        return bucket.Kind switch
        {
            BucketKind.Field => $"{FieldOpen}{bucket.Field})",
            BucketKind.Minute => bucket.Every == 1 ? "minute" : string.Create(CultureInfo.InvariantCulture, $"{bucket.Every} minutes"),
            BucketKind.Hour => bucket.Every == 1 ? "hour" : string.Create(CultureInfo.InvariantCulture, $"{bucket.Every} hours"),
            BucketKind.Day => "day",
            BucketKind.Month => "month",
            _ => "event",
        };
    }

    private static Bucket? ByField(string path) => FieldPath.IsPath(path) ? Bucket.By(path) : null;

    private static Bucket? Several(string[] words)
    {
        if (words.Length != 2 || !int.TryParse(words[0], NumberStyles.None, CultureInfo.InvariantCulture, out var every)) return null;

        return (words[1], every) switch
        {
            ("minutes", >= 1 and <= Bucket.EveryMax) => Bucket.Minutes(every),
            ("hours", >= 1 and <= 24) => Bucket.Hours(every),
            _ => null,
        };
    }
}
