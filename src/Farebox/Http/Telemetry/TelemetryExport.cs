using Farebox.Postgres.Journal;
using OpenTelemetry;
using OpenTelemetry.Exporter;
using OpenTelemetry.Metrics;
using OpenTelemetry.Resources;
using OpenTelemetry.Trace;

namespace Farebox.Http.Telemetry;

/// <summary>Sends metrics and spans to a collector by OTLP over HTTP. What cannot be sent is dropped: nothing waits for a collector.</summary>
internal sealed class TelemetryExport : IDisposable
{
    /// <summary>One trace in a hundred, unless OTEL_TRACES_SAMPLER says otherwise or the caller has decided.</summary>
    private static readonly ParentBasedSampler Sampler = new(new TraceIdRatioBasedSampler(0.01));

    private readonly MeterProvider _meters;
    private readonly TracerProvider _tracer;

    private TelemetryExport(MeterProvider meters, TracerProvider tracer) => (_meters, _tracer) = (meters, tracer);

    /// <summary>Starts sending, or returns nothing when there is nowhere to send to.</summary>
    /// <param name="endpoint">The collector's address, before <c>/v1/metrics</c>.</param>
    public static TelemetryExport? Start(string? endpoint)
    {
        if (endpoint is null) return null;

        var resource = ResourceBuilder.CreateDefault().AddService("farebox", serviceVersion: typeof(TelemetryExport).Assembly.GetName().Version?.ToString(3));
        var meters = Sdk.CreateMeterProviderBuilder().SetResourceBuilder(resource)
            .AddMeter(JournalMeter.Name, "Npgsql", "Microsoft.AspNetCore.Hosting", "Microsoft.AspNetCore.Server.Kestrel", "System.Runtime")
            .AddOtlpExporter(options => To(options, endpoint, "v1/metrics"))
            .Build();
        var tracer = Sdk.CreateTracerProviderBuilder().SetResourceBuilder(resource).AddSource(RequestTrace.Name, JournalMeter.Name);
        if (string.IsNullOrEmpty(Environment.GetEnvironmentVariable("OTEL_TRACES_SAMPLER"))) tracer.SetSampler(Sampler);
        return new(meters, tracer.AddOtlpExporter(options => To(options, endpoint, "v1/traces")).Build());
    }

    /// <summary>Sends what has gathered since the last time, now.</summary>
    public void Flush()
    {
        _meters.ForceFlush();
        _tracer.ForceFlush();
    }

    public void Dispose()
    {
        _meters.Dispose();
        _tracer.Dispose();
    }

    private static void To(OtlpExporterOptions options, string endpoint, string path)
    {
        options.Protocol = OtlpExportProtocol.HttpProtobuf;
        options.Endpoint = new($"{endpoint.TrimEnd('/')}/{path}");
    }
}
