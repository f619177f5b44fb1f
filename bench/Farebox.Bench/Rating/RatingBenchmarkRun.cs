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
            .AddLogger(new WriterLogger(output))
            .WithArtifactsPath(Path.Combine(Path.GetTempPath(), "farebox-bench"));
        BenchmarkRunner.Run<RatingBenchmark>(config);
    }

    private sealed class WriterLogger(TextWriter output) : ILogger
    {
        public string Id => nameof(WriterLogger);

        public int Priority => 0;

        public void Write(LogKind logKind, string text) => output.Write(text);

        public void WriteLine() => output.WriteLine();

        public void WriteLine(LogKind logKind, string text) => output.WriteLine(text);

        public void Flush() => output.Flush();
    }
}
