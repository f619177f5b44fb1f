using System.Globalization;

namespace Farebox.Bench.Machine;

/// <summary>One line of <c>/proc/&lt;pid&gt;/stat</c>: whose child it is, and the ticks it and its waited-for children spent.</summary>
public readonly record struct ProcessTimes(int Parent, long OwnTicks, long ChildTicks)
{
    /// <summary>Linux reports these times in hundredths of a second to every program, whatever the kernel's own tick.</summary>
    public const int TicksPerSecond = 100;

    /// <summary>The name in brackets may itself hold spaces and brackets, so the fields are counted from the last bracket.</summary>
    public static ProcessTimes Parse(string stat)
    {
        var fields = stat[(stat.LastIndexOf(')') + 2)..].Split(' ');
        return new((int)Field(fields, 1), Field(fields, 11) + Field(fields, 12), Field(fields, 13) + Field(fields, 14));
    }

    /// <summary>Null when the process has ended.</summary>
    public static ProcessTimes? Read(int process)
    {
        try
        {
            return Parse(File.ReadAllText($"/proc/{process}/stat"));
        }
        catch (IOException)
        {
            return null;
        }
    }

    private static long Field(string[] fields, int index) => long.Parse(fields[index], CultureInfo.InvariantCulture);
}
