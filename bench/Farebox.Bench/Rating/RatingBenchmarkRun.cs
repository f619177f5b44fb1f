using BenchmarkDotNet.Columns;
using BenchmarkDotNet.Configs;
using BenchmarkDotNet.Jobs;
using BenchmarkDotNet.Loggers;
using BenchmarkDotNet.Running;
using BenchmarkDotNet.Toolchains.InProcess.Emit;

namespace Farebox.Bench;

/// <summary>Runs <see cref="RatingBenchmark"/> inside this process: nothing is built anew, and nothing is left in the working folder.</summary>
internal static class RatingBenchmarkRun
{
    public static void Run(TextWriter output, int models)
    {
        RatingBenchmark.ModelsAsked = models;
        var config = ManualConfig.CreateEmpty()
            .AddJob(Job.Default.WithToolchain(InProcessEmitToolchain.Instance))
            .AddColumnProvider(DefaultColumnProviders.Instance)
            .AddDiagnoser(BenchmarkDotNet.Diagnosers.MemoryDiagnoser.Default)
            .AddLogger(new StreamLogger(output))
            .WithArtifactsPath(Path.Combine(Path.GetTempPath(), "farebox-bench"));
        BenchmarkRunner.Run<RatingBenchmark>(config);
    }
}
