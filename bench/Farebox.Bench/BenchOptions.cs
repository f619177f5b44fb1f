using System.Globalization;

namespace Farebox.Bench;

/// <summary>What was asked for on the command line.</summary>
public sealed record BenchOptions
{
    public const string Usage =
        """
        farebox bench [--json FILE] [--only NAME,…] [--seconds N] [--rounds N]
                      [--report-scale ENTRIES] [--soak MINUTES] [--rating MODELS [--benchmarkdotnet]]

          --json FILE            also write the figures as a JSON array
          --only NAME,…          run these rows only (ratios need n1.hot or n1.spread among them)
          --seconds N            measured seconds of each row in each round, after one second of warm-up (4)
          --rounds N             rounds over all rows; medians are over rounds (5)
          --report-scale N       instead: time the usage report on one book that owns N entries
          --soak MINUTES         instead: load the server and print its memory every ten seconds
          --rating MODELS        instead: find and price one event on a card of so many models, without a database
          --benchmarkdotnet      measure that with BenchmarkDotNet
        """;

    public string? JsonFile { get; init; }

    /// <summary>Empty means all that run by default.</summary>
    public IReadOnlyList<string> Only { get; init; } = [];

    public int Seconds { get; init; } = 4;

    public int Rounds { get; init; } = 5;

    public long? ReportScale { get; init; }

    public int? SoakMinutes { get; init; }

    public int? RatingModels { get; init; }

    public bool BenchmarkDotNet { get; init; }

    /// <summary>Throws <see cref="FormatException"/> with what is wrong.</summary>
    public static BenchOptions Parse(IReadOnlyList<string> arguments)
    {
        var options = new BenchOptions();
        for (var i = 0; i < arguments.Count; i += 2)
        {
            if (arguments[i] == "--benchmarkdotnet")
            {
                options = options with { BenchmarkDotNet = true };
                i--;
                continue;
            }

            var value = i + 1 < arguments.Count ? arguments[i + 1] : throw new FormatException($"{arguments[i]} needs a value.");
            options = arguments[i] switch
            {
                "--json" => options with { JsonFile = value },
                "--only" => options with { Only = value.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries) },
                "--seconds" => options with { Seconds = Positive(arguments[i], value) },
                "--rounds" => options with { Rounds = Positive(arguments[i], value) },
                "--report-scale" => options with { ReportScale = Positive(arguments[i], value) },
                "--soak" => options with { SoakMinutes = Positive(arguments[i], value) },
                "--rating" => options with { RatingModels = Positive(arguments[i], value) },
                _ => throw new FormatException($"Unknown option {arguments[i]}."),
            };
        }

        return options.BenchmarkDotNet && options.RatingModels is null ? throw new FormatException("--benchmarkdotnet goes with --rating.") : options;
    }

    private static int Positive(string option, string value) =>
        int.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number > 0
            ? number
            : throw new FormatException($"{option} needs a whole number above zero, not '{value}'.");
}
