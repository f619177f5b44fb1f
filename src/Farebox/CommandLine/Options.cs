namespace Farebox.CommandLine;

/// <summary>Options of a command, each a name and a value: <c>--account acme</c>. None is read twice, and none is ignored.</summary>
internal sealed class Options
{
    private readonly Dictionary<string, string> _values = new(StringComparer.Ordinal);

    /// <exception cref="CommandException">An option is not known here, comes twice, or lacks its value.</exception>
    public Options(string[] arguments, params string[] known)
    {
        for (var i = 0; i < arguments.Length; i += 2)
        {
            var name = arguments[i];
            if (!known.Contains(name, StringComparer.Ordinal)) throw new CommandException($"{name} is not known here. The options are: {string.Join(' ', known)}");
            if (i + 1 == arguments.Length) throw new CommandException($"{name} needs a value.");
            if (!_values.TryAdd(name, arguments[i + 1])) throw new CommandException($"{name} is given twice.");
        }
    }

    public string? this[string name] => _values.GetValueOrDefault(name);
}
