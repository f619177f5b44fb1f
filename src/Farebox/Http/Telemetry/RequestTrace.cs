using System.Diagnostics;
using Farebox.Http.Edge;
using Microsoft.AspNetCore.Http.Features;

namespace Farebox.Http.Telemetry;

/// <summary>A span per request and the route of each measurement, by OpenTelemetry's conventions; neither costs anything while nobody listens.</summary>
/// <remarks>Routes are named by their pattern. A path as it was sent holds ids, so it is nowhere among the attributes.</remarks>
internal static class RequestTrace
{
    public const string Name = "Farebox.Http";

    private static readonly ActivitySource Source = new(Name);

    /// <summary>Continues the caller's trace when the request names one.</summary>
    public static Activity? Start(HttpContext context)
    {
        if (!Source.HasListeners()) return null;

        var headers = context.Request.Headers;
        ActivityContext.TryParse(headers.TraceParent, headers.TraceState, isRemote: true, out var parent);

        // The framework has an activity of its own, which nobody exports: a span below it would have a parent that does not exist.
        Activity.Current = null;
        return Source.StartActivity(context.Request.Method, ActivityKind.Server, parent);
    }

    public static void Routed(HttpContext context, ApiRoute route)
    {
        if (context.Features.Get<IHttpMetricsTagsFeature>() is { } metrics) metrics.Tags.Add(new("http.route", route.Path));
        if (Activity.Current is not { } span || span.Source != Source) return;

        span.DisplayName = $"{route.Method} {route.Path}";
        span.SetTag("http.route", route.Path);
    }

    public static void End(Activity? span, HttpContext context)
    {
        if (span is null) return;

        span.SetTag("http.request.method", context.Request.Method);
        span.SetTag("http.response.status_code", context.Response.StatusCode);
        if (context.Response.StatusCode >= 500) span.SetStatus(ActivityStatusCode.Error);
    }
}
