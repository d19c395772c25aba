using CxlWire.Device.Maintenance;
using CxlWire.Device.Registers;
using CxlWire.Device.State;
using CxlWire.Protocol.Features;
using CxlWire.Protocol.Maintenance;

namespace CxlWire.Device.Features;

/// <summary>The features of a device, by their index (T1).</summary>
internal sealed class FeatureTable
{
    private readonly Feature[] _features =
    [
        new PatrolScrub(),
        new ErrorCheckScrub(),
        new Scratchpad(),
        new PostPackageRepair(FeatureIdentifier.SoftPostPackageRepair, subclass: 0, spares: 16),
        new PostPackageRepair(FeatureIdentifier.HardPostPackageRepair, subclass: 1, spares: 8),
        new MemorySparing(FeatureIdentifier.CachelineSparing, SparingUnit.Cacheline, spares: 32),
        new MemorySparing(FeatureIdentifier.RowSparing, SparingUnit.Row, spares: 16),
        new MemorySparing(FeatureIdentifier.BankSparing, SparingUnit.Bank, spares: 4),
        new MemorySparing(FeatureIdentifier.RankSparing, SparingUnit.Rank, spares: 1),
    ];

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

    /// <summary>The feature of a maintenance operation; null: there is none.</summary>
    public RepairFeature? Find(MaintenanceClass operationClass, byte subclass)
    {
        foreach (Feature feature in _features)
        {
            if (feature is RepairFeature repair
                && repair.OperationClass == operationClass && repair.OperationSubclass == subclass)
            {
                return repair;
            }
        }

        return null;
    }

    /// <summary>Writes their values, or takes others in their place; each by its identifier.</summary>
    public void Exchange(StateArchive state)
    {
        foreach (Feature feature in _features)
            state.Object(feature.Identifier.Value.ToString(), feature.Exchange);
    }

    /// <inheritdoc cref="Feature.Reset"/>
    public void Reset(ResetKind kind)
    {
        foreach (Feature feature in _features)
            feature.Reset(kind);
    }
}
