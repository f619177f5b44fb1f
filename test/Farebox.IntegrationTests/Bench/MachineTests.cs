using System.Diagnostics;
using Farebox.Bench.Machine;

namespace Farebox.IntegrationTests.Bench;

public sealed class MachineTests
{
    [Fact]
    public void The_times_of_a_process_are_counted_from_the_last_bracket_of_its_name() =>
        Assert.Equal(
            new ProcessTimes(7, 11 + 12, 13 + 14),
            ProcessTimes.Parse("42 (a (b) c) S 7 2 3 4 5 6 7 8 9 10 11 12 13 14 20 0 1 0 100 200 300"));

    [Fact]
    public void A_process_that_ended_has_no_times() => Assert.Null(ProcessTimes.Read(int.MaxValue));

    [Fact]
    public void A_process_that_works_is_seen_to_spend_CPU()
    {
        var before = ProcessTimes.Read(Environment.ProcessId)!.Value.OwnTicks;
        for (var started = Stopwatch.GetTimestamp(); Stopwatch.GetElapsedTime(started).TotalMilliseconds < 100;) { }

        Assert.True(ProcessTimes.Read(Environment.ProcessId)!.Value.OwnTicks > before);
    }

    [Fact]
    public void The_flush_time_is_read_from_the_line_of_fdatasync_alone()
    {
        Assert.Equal(100, FlushProbe.Parse("        fdatasync                         10000.000 ops/sec     100 usecs/op"));
        Assert.Null(FlushProbe.Parse("        open_datasync                     10000.000 ops/sec     100 usecs/op"));
        Assert.Null(FlushProbe.Parse("        fdatasync                                       n/a"));
    }
}
