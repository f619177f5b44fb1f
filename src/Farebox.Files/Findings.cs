namespace Farebox.Files;

/// <summary>Collects what is found in a folder, each thing once: what an alias shows twice is wrong in one place.</summary>
internal sealed class Findings
{
    private readonly HashSet<Finding> _all = [];

    public int Errors { get; private set; }

    /// <summary>By file, then from top to bottom.</summary>
    public IEnumerable<Finding> InOrder =>
        _all.OrderBy(finding => finding.Place.File, StringComparer.Ordinal)
            .ThenBy(finding => finding.Place.Line)
            .ThenBy(finding => finding.Place.Column);

    /// <returns>False, so that a check can end with it.</returns>
    public bool Error(Place place, string text)
    {
        if (_all.Add(new(place, true, text))) Errors++;
        return false;
    }

    public void Warn(Place place, string text) => _all.Add(new(place, false, text));
}
