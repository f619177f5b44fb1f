using Farebox.Billing;
using Farebox.Files;
using Farebox.Import.Mapping;
using Farebox.Offline;
using Farebox.Time;
using Spectre.Console;

namespace Farebox.CommandLine;

/// <summary>Reads what <c>farebox price</c> and <c>farebox backtest</c> are given: a plan, a history, and which part of it.</summary>
internal sealed class PlanArguments
{
    private const int DayLength = 10;

    private static readonly string[] Valued = ["--usage", "--map", "--from", "--to", "--as-of", "--account", "--delimiter", "--against"];

    private readonly ImportMap _map = new();
    private readonly Dictionary<string, string> _values = new(StringComparer.Ordinal);
    private bool _hasMap;

    /// <param name="usage">The command's form, for who gives it wrongly.</param>
    /// <param name="hasSecondPlan">Whether <c>--against</c> is known, and needed.</param>
    /// <exception cref="CommandException">An option is not known here, comes twice, or has a value that it does not take.</exception>
    /// <exception cref="Import.ImportException">The map cannot be read.</exception>
    public PlanArguments(string[] arguments, string usage, bool hasSecondPlan)
    {
        for (var i = 0; i < arguments.Length; i++) Take(arguments, ref i, usage, hasSecondPlan);
        var file = _values.GetValueOrDefault("--usage");
        if (PlanPath is null || file is null || (hasSecondPlan && SecondPlanPath is null)) throw new CommandException(usage);

        var (from, to) = (Time("--from"), Time("--to"));
        if (from >= to) throw new CommandException("--from is earlier than --to.");
        History = new()
        {
            File = file,
            Map = _hasMap ? _map : null,
            Delimiter = Delimiter(),
            Span = new(from, to, Time("--as-of")),
            Account = _values.GetValueOrDefault("--account"),
        };
    }

    public string PlanPath { get; private set; } = null!;

    public string? SecondPlanPath => _values.GetValueOrDefault("--against");

    public bool AsJson { get; private set; }

    public HistoryOptions History { get; }

    /// <summary>Reads a plan file, and shows what is wrong with it.</summary>
    /// <returns>Nothing where something is wrong.</returns>
    /// <exception cref="CommandException">The file cannot be read at all.</exception>
    public static Plan? ReadPlan(IAnsiConsole console, string path)
    {
        var file = ReadFile(path);
        FindingLines.Show(console, file.Findings.Where(finding => finding.IsError));
        return file.Plan;
    }

    /// <exception cref="CommandException">The file cannot be read.</exception>
    public static PlanFile ReadFile(string path)
    {
        try
        {
            return PlanFile.Read(path);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            throw new CommandException($"The plan cannot be read: {failure.Message}");
        }
    }

    private void Take(string[] arguments, ref int i, string usage, bool hasSecondPlan)
    {
        var argument = arguments[i];
        if (argument == "--json")
        {
            AsJson = true;
        }
        else if (Valued.Contains(argument, StringComparer.Ordinal) && (hasSecondPlan || argument != "--against"))
        {
            if (++i == arguments.Length) throw new CommandException($"{argument} needs a value.");
            if (argument == "--map") Map(arguments[i]);
            else if (!_values.TryAdd(argument, arguments[i])) throw new CommandException($"{argument} is given twice.");
        }
        else if (argument.StartsWith("--", StringComparison.Ordinal) || PlanPath is not null)
        {
            throw new CommandException($"{argument} is not known here. {usage}");
        }
        else
        {
            PlanPath = argument;
        }
    }

    private void Map(string value)
    {
        _hasMap = true;
        var equals = value.IndexOf('=', StringComparison.Ordinal);
        if (equals < 0) MapFile.Read(value, _map);
        else _map.Set(value[..equals], value[(equals + 1)..]);
    }

    private DateTimeOffset? Time(string option)
    {
        if (_values.GetValueOrDefault(option) is not { } text) return null;
        return Rfc3339.TryParse(text.Length == DayLength ? $"{text}T00:00:00Z" : text, out var time)
            ? time
            : throw new CommandException($"{option} is a day such as 2026-07-01, in UTC, or a time such as 2026-07-01T00:00:00+02:00.");
    }

    private char Delimiter() => _values.GetValueOrDefault("--delimiter") switch
    {
        null => _values["--usage"].Contains(".tsv", StringComparison.OrdinalIgnoreCase) ? '\t' : ',',
        "tab" or "\\t" => '\t',
        [var one] when one is not ('"' or '\r' or '\n') => one,
        _ => throw new CommandException("--delimiter is one character, or tab."),
    };
}
