using System.Text.Json;
using Farebox.Money;
using Farebox.Rating;

namespace Farebox.Http.Json;

/// <summary>The working of a price as JSON: steps that sum to it, every number a decimal text.</summary>
internal static class StepsJson
{
    public static void Write(Utf8JsonWriter json, IEnumerable<PricedStep> steps)
    {
        json.WriteStartArray("steps");
        foreach (var step in steps)
        {
            json.WriteStartObject();
            json.WriteString("class", step.Class);
            json.WriteString("reason", step.Reason);
            json.WriteString("quantity", DecimalText.Format(step.Quantity));
            json.WriteString("unit_price", DecimalText.Format(step.UnitPrice));
            json.WriteString("total", DecimalText.Format(step.Total));
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }
}
