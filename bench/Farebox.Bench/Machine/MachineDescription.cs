using System.Globalization;
using System.Runtime.InteropServices;

namespace Farebox.Bench.Machine;

/// <summary>What the figures were taken on.</summary>
public sealed record MachineDescription(string Processor, int Cores, string System, string DotNet, DateTimeOffset At)
{
    public static MachineDescription Read(TimeProvider clock) =>
        new(ProcessorName(), Environment.ProcessorCount, RuntimeInformation.OSDescription, RuntimeInformation.FrameworkDescription, clock.GetUtcNow());

    public override string ToString() =>
        string.Create(CultureInfo.InvariantCulture, $"{Processor}, {Cores} cores, {System}, {DotNet}, {At:yyyy-MM-dd HH:mm} UTC");

    private static string ProcessorName() =>
        File.ReadLines("/proc/cpuinfo")
            .Where(line => line.StartsWith("model name", StringComparison.Ordinal))
            .Select(line => line[(line.IndexOf(':', StringComparison.Ordinal) + 1)..].Trim())
            .FirstOrDefault(RuntimeInformation.ProcessArchitecture.ToString());
}
