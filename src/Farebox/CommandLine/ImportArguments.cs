using System.Globalization;
using Farebox.Import;
using Farebox.Import.Mapping;

namespace Farebox.CommandLine;

/// <summary>Reads what <c>farebox import</c> is given.</summary>
internal sealed class ImportArguments
{
    private const string Usage = "farebox import FILE --map MAP.yaml | --map FIELD=TEMPLATE … [--dry-run] [--restart] [--errors FILE] [--delimiter ;] [--connections 4] [--batch 1000]";

    private readonly ImportMap _map = new();
    private readonly Dictionary<string, string> _values = new(StringComparer.Ordinal);
    private string? _file;
    private bool _hasMap;

    private ImportArguments()
    {
    }

    public required ImportOptions Options { get; init; }

    public required bool IsDryRun { get; init; }

    /// <exception cref="CommandException">An option is not known here, comes twice, or has a value that it does not take.</exception>
    /// <exception cref="ImportException">The map cannot be read.</exception>
    public static ImportArguments Read(string[] arguments)
    {
        var read = new ImportArguments { Options = null!, IsDryRun = false };
        for (var i = 0; i < arguments.Length; i++) read.Take(arguments, ref i);
        if (read._file is null) throw new CommandException(Usage);

        var isDryRun = read._values.ContainsKey("--dry-run");
        var server = ServerAddress.Read(needsKey: !isDryRun);
        return new()
        {
            IsDryRun = isDryRun,
            Options = new()
            {
                File = read._file,
                Map = read._hasMap ? read._map : null,
                Server = server.Url,
                Key = server.Key,
                Delimiter = read.Delimiter(),
                Connections = read.Number("--connections", 4, ImportOptions.ConnectionsMax),
                BatchRows = read.Number("--batch", ImportOptions.BatchRowsMax, ImportOptions.BatchRowsMax),
                Restart = read._values.ContainsKey("--restart"),
                ErrorsFile = read._values.GetValueOrDefault("--errors"),
            },
        };
    }

    private void Take(string[] arguments, ref int i)
    {
        var argument = arguments[i];
        switch (argument)
        {
            case "--dry-run" or "--restart":
                _values[argument] = "";
                break;
            case "--map" or "--errors" or "--delimiter" or "--connections" or "--batch":
                if (++i == arguments.Length) throw new CommandException($"{argument} needs a value.");
                if (argument == "--map") Map(arguments[i]);
                else if (!_values.TryAdd(argument, arguments[i])) throw new CommandException($"{argument} is given twice.");
                break;
            default:
                if (argument.StartsWith("--", StringComparison.Ordinal) || _file is not null) throw new CommandException($"{argument} is not known here. {Usage}");
                _file = argument;
                break;
        }
    }

    private void Map(string value)
    {
        _hasMap = true;
        var equals = value.IndexOf('=', StringComparison.Ordinal);
        if (equals < 0) MapFile.Read(value, _map);
        else _map.Set(value[..equals], value[(equals + 1)..]);
    }

    private char Delimiter() => _values.GetValueOrDefault("--delimiter") switch
    {
        null => _file!.Contains(".tsv", StringComparison.OrdinalIgnoreCase) ? '\t' : ',',
        "tab" or "\\t" => '\t',
        [var one] when one is not ('"' or '\r' or '\n') => one,
        _ => throw new CommandException("--delimiter is one character, or tab."),
    };

    private int Number(string option, int otherwise, int max)
    {
        if (_values.GetValueOrDefault(option) is not { } text) return otherwise;
        return int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number >= 1 && number <= max
            ? number
            : throw new CommandException($"{option} is a number from 1 to {max}.");
    }
}
