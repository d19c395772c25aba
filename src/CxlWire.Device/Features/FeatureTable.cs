using CxlWire.Device.Registers;
using CxlWire.Protocol.Features;

namespace CxlWire.Device.Features;

/// <summary>The features of a device, by their index (T1).</summary>
internal sealed class FeatureTable
{
    private readonly Feature[] _features = [new PatrolScrub(), new ErrorCheckScrub(), new Scratchpad()];

    /// <summary>How many there are.</summary>
    public int Count => _features.Length;

    /// <summary>The feature of an index.</summary>
    public Feature this[int index] => _features[index];

    /// <summary>The feature of that identifier; null: there is none.</summary>
    public Feature? Find(FeatureIdentifier identifier)
    {
        foreach (Feature feature in _features)
        {
            if (feature.Identifier == identifier)
                return feature;
        }

        return null;
    }

    /// <inheritdoc cref="Feature.Reset"/>
    public void Reset(ResetKind kind)
    {
        foreach (Feature feature in _features)
            feature.Reset(kind);
    }
}
