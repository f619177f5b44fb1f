using Farebox.Rating.Conventions;

namespace Farebox.Rating.Terms;

/// <summary>What reading a model, or one inside another, goes by.</summary>
/// <param name="Depth">How many levels of models may follow, this one included.</param>
internal sealed record ChargeScope(ConventionPreset Preset, ICollection<TermsFault> Faults, int Depth)
{
    public ChargeModel? Read(TermsNode node, string path)
    {
        if (Depth == 0)
        {
            Faults.Add(new(path, "Models stand inside one another only so deep."));
            return null;
        }

        if (node is not TermsMap map)
        {
            Faults.Add(new(path, "A charge is a map with the key 'model'."));
            return null;
        }

        var before = Faults.Count;
        var fields = new TermsFields(map, path, Faults);
        var model = ReadModel(fields);
        var adjusted = AdjustmentReader.Read(fields, this, model);
        fields.Done();
        return Faults.Count == before ? adjusted : null;
    }

    /// <summary>The model at a key, one level further in.</summary>
    public ChargeModel? ReadAt(TermsFields fields, string key, bool required = true)
    {
        if (fields.Map(key, required) is not { } node) return null;

        var model = (this with { Depth = Depth - 1 }).Read(node, fields.PathOf(key));
        if (model is not AdjustedCharge { Billed.Scope: BilledScope.Event }) return model;

        fields.Fault(key, "Each event is rounded by the outermost charge only; put 'billed' there.");
        return null;
    }

    private ChargeModel? ReadModel(TermsFields fields)
    {
        if (fields.Text("model", required: true) is not { } name) return null;
        if (ModelReaders.Find(name) is { } read) return read(fields, this);

        fields.Fault("model", $"There is no model '{name}'{TermsFields.Nearest(name, ModelReaders.Names)}");
        return null;
    }
}
