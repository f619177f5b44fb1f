using System.Text;
using Farebox.Billing;
using Farebox.Files;
using Farebox.Metering;
using Farebox.Time;

namespace Farebox.Tests.Billing;

/// <summary>Plans and histories as a test writes them: a plan as its file, an event as <c>account time field=value …</c>.</summary>
internal static class Billed
{
    public const string Meters = """
        plan: test
        currency: USD
        meters:
          llm:
            event_type: llm.request
            components: {input: {field: input, optional: true}, output: {field: output, optional: true}}
            dimensions: [model, tier]
          jobs:
            event_type: job
            aggregation: count
            dimensions: [kind]
          peak:
            event_type: level
            components: {seats: seats}
            aggregation: max
          ignored:
            event_type: ping
            aggregation: count
            priced: false

        """;

    /// <param name="charges">What stands under version 1, from July 2026 on.</param>
    public static Plan Plan(string charges) => Read($"{Meters}versions:\n  1:\n    effective_from: 2026-01-01T00:00:00Z\n{Indented(charges, 4)}");

    public static Plan Read(string yaml)
    {
        var file = PlanFile.Read("plan.yaml", Encoding.UTF8.GetBytes(yaml));
        return file.Plan ?? throw new InvalidOperationException(string.Join('\n', file.Findings));
    }

    public static Bill One(Plan plan, params string[] events) => Assert.Single(Run(plan, events).Bills());

    public static BillRun Run(Plan plan, params string[] events) => Run(plan, new BillSpan(), events);

    public static BillRun Run(Plan plan, BillSpan span, params string[] events)
    {
        var run = new BillRun(plan, span);
        for (var i = 0; i < events.Length; i++) run.Add(Row(events[i], i + 1));
        return run;
    }

    /// <summary><c>acme 2026-07-01 input=5 model=large</c>; the type is llm.request unless it is said: <c>type=job</c>. A time of <c>-</c> is none.</summary>
    public static UsageRow Row(string text, long number)
    {
        var words = text.Split(' ');
        var fields = words[2..].Select(word => word.Split('=', 2)).ToArray();
        var type = fields.FirstOrDefault(field => field[0] == "type")?[1] ?? "llm.request";
        var given = fields.Where(field => field[0] != "type").ToArray();
        var data = new RowData([.. given.Select(field => field[0].Split('.'))]);
        data.Clear();
        for (var i = 0; i < given.Length; i++) Assert.Null(data.Set(i, Encoding.UTF8.GetBytes(given[i][1])));
        return new(words[0], words[1] == "-" ? null : Time(words[1]), type, data.Data, number);
    }

    public static DateTimeOffset Time(string text) =>
        Rfc3339.TryParse(text.Length == 10 ? text + "T00:00:00Z" : text, out var time) ? time : throw new ArgumentException(text);

    private static string Indented(string text, int depth) => string.Concat(text.TrimEnd().Split('\n').Select(line => new string(' ', depth) + line + "\n"));
}
