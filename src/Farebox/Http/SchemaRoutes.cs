using Farebox.Files;
using Farebox.Http.Edge;

namespace Farebox.Http;

/// <summary>The JSON Schema of price files, for editors. Without a key, as it is the same for everybody.</summary>
internal sealed class SchemaRoutes
{
    private static readonly RawJsonAnswer Pricing = new(200, PricingSchema.Text);

    public IEnumerable<ApiRoute> Routes { get; } = [new("GET", PricingSchema.Path, _ => new(Pricing)) { IsOpen = true }];
}
