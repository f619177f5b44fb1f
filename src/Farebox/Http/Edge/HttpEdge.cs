using System.Data.Common;
using Farebox.Http.Keys;
using Farebox.Http.Telemetry;
using Microsoft.AspNetCore.Http.Features;

namespace Farebox.Http.Edge;

/// <summary>The one way in: finds the route, asks who calls, runs the handler, and turns everything else into a problem.</summary>
internal sealed partial class HttpEdge(RouteTable routes, KeyCache keys, ILogger<HttpEdge> logger)
{
    private const string RequestIdHeader = "X-Request-Id";

    public async Task HandleAsync(HttpContext context)
    {
        context.Response.Headers[RequestIdHeader] = context.TraceIdentifier;
        using var span = RequestTrace.Start(context);
        var began = logger.IsEnabled(LogLevel.Debug) ? TimeProvider.System.GetTimestamp() : 0;
        Answer answer;
        try
        {
            answer = await AnswerAsync(context);
        }
        catch (Exception failure) when (!context.Response.HasStarted)
        {
            if (context.RequestAborted.IsCancellationRequested) return;
            answer = Explain(failure, context.TraceIdentifier);
        }

        answer.WriteTo(context);
        RequestTrace.End(span, context);
        if (began != 0) LogAnswered(context, began);
    }

    private async ValueTask<Answer> AnswerAsync(HttpContext context)
    {
        var request = context.Request;
        var found = routes.Find(PathOf(context), out var ids);
        if (found is null) return new Problem(ProblemCodes.NotFound);
        if (RouteOf(found, request.Method) is not { } route)
            return new Problem(ProblemCodes.MethodNotAllowed) { Allow = string.Join(", ", found.Select(candidate => candidate.Method)) };

        if (logger.IsEnabled(LogLevel.Debug)) context.Items[typeof(ApiRoute)] = route;
        RequestTrace.Routed(context, route);
        var caller = Caller.Nobody;
        if (!route.IsOpen)
        {
            // Asked in memory nearly always, so the common request never leaves this thread.
            if (await keys.FindAsync(request.Headers.Authorization) is not { } known) return new Problem(ProblemCodes.Unauthenticated);
            if (known.Rate?.CountRequest() is { } tooMany) return tooMany;
            if (RouteScope.Check(route, known) is { } forbidden) return forbidden;
            caller = known;
        }

        if (!route.IsPage && !AcceptHeader.TakesJson(request)) return new Problem(ProblemCodes.NotAcceptable);
        if (request.QueryString.HasValue && QueryReader.Check(request.Query, route.Parameters) is { } refusal) return refusal;
        return await route.Handle(new Call(context, ids, caller));
    }

    private static ApiRoute? RouteOf(ApiRoute[] found, string method)
    {
        foreach (var route in found)
        {
            if (route.Method == method || (HttpMethods.IsHead(method) && HttpMethods.IsGet(route.Method))) return route;
        }

        return null;
    }

    // The target as it was sent: the framework's path has already lost its escapes, its dots and its letter case.
    private static ReadOnlySpan<char> PathOf(HttpContext context)
    {
        var target = context.Features.GetRequiredFeature<IHttpRequestFeature>().RawTarget;
        if (target.Length == 0 || target[0] != '/') return context.Request.Path.Value;

        var query = target.IndexOf('?', StringComparison.Ordinal);
        return query < 0 ? target : target.AsSpan(0, query);
    }

    // By its pattern: what was sent in the path is the id of somebody's account.
    private void LogAnswered(HttpContext context, long began) => ServerLog.Answered(
        logger,
        context.Request.Method,
        (context.Items[typeof(ApiRoute)] as ApiRoute)?.Path ?? "unknown",
        context.Response.StatusCode,
        (long)TimeProvider.System.GetElapsedTime(began).TotalMilliseconds,
        context.TraceIdentifier);

    private Problem Explain(Exception failure, string requestId)
    {
        switch (failure)
        {
            case BadHttpRequestException { StatusCode: 408 }:
                return new Problem(ProblemCodes.RequestTimeout);
            case BadHttpRequestException { StatusCode: 413 }:
                return new Problem(ProblemCodes.BodyTooLarge);
            case BadHttpRequestException:
                return new Problem(ProblemCodes.MalformedJson, "The body is not framed as HTTP asks.");
            case DbException { IsTransient: true } or TimeoutException:
                LogUnavailable(failure, requestId);
                return new Problem(ProblemCodes.DatabaseUnavailable);
            default:
                LogFailure(failure, requestId);
                return new Problem(ProblemCodes.InternalError);
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "The database did not answer request {RequestId}.")]
    private partial void LogUnavailable(Exception failure, string requestId);

    [LoggerMessage(Level = LogLevel.Error, Message = "Request {RequestId} failed.")]
    private partial void LogFailure(Exception failure, string requestId);
}
