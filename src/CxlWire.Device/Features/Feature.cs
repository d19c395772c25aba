using CxlWire.Device.Registers;
using CxlWire.Device.State;
using CxlWire.Protocol.Commands;
using CxlWire.Protocol.Features;

namespace CxlWire.Device.Features;

/// <summary>
/// A feature: bytes that 0502h writes, and what 0501h reads follows from them (T2). Of these bytes there are three
/// values: what was saved takes the place of what is not with a reset (T5).
/// </summary>
internal abstract class Feature
{
    private readonly byte[] _default;
    private byte[] _current;
    private byte[] _saved;

    /// <summary>A feature with the value that it has when it is made.</summary>
    protected Feature(byte[] value) => _current = _saved = _default = value;

    /// <summary>Which feature it is.</summary>
    public abstract FeatureIdentifier Identifier { get; }

    /// <summary>Bytes that 0501h reads.</summary>
    public abstract int GetSize { get; }

    /// <summary>Bytes that 0502h writes.</summary>
    public int SetSize => _default.Length;

    /// <summary>Version of what 0501h reads and 0502h writes.</summary>
    public virtual byte Version => 1;

    /// <summary>The deepest reset that a value outlives which was not saved.</summary>
    public virtual FeatureResetPersistence DeepestResetPersistence => FeatureResetPersistence.None;

    /// <summary>What the Command Effects Log would say of 0502h on this feature alone.</summary>
    public static CommandEffects SetEffects =>
        CommandEffects.ImmediateConfigurationChange | CommandEffects.ExtendedEffectsValid;

    /// <summary>What is wrong with a value; null: nothing.</summary>
    /// <param name="writable">Bytes that 0502h writes, all of them.</param>
    public abstract FeatureFlaw? Check(ReadOnlySpan<byte> writable);

    /// <summary>What 0501h reads.</summary>
    /// <param name="selection">One of the three values.</param>
    public byte[] Read(FeatureSelection selection)
    {
        byte[] readable = new byte[GetSize];
        Encode(
            selection == FeatureSelection.Default ? _default
            : selection == FeatureSelection.Saved ? _saved
            : _current,
            readable);
        return readable;
    }

    /// <summary>The bytes that 0502h writes, as they are now: a copy.</summary>
    public byte[] CopyWritable() => (byte[])_current.Clone();

    /// <summary>Sets a value that has no flaw.</summary>
    /// <param name="writable">Bytes that 0502h writes, all of them; the feature keeps them.</param>
    /// <param name="saved">Whether it outlives every reset.</param>
    public void Set(byte[] writable, bool saved)
    {
        _current = writable;
        if (saved)
            _saved = writable;
    }

    /// <summary>A reset of the device, or of a function that is no FLR.</summary>
    public virtual void Reset(ResetKind kind)
    {
        FeatureResetPersistence depth =
            kind == ResetKind.PowerOn ? FeatureResetPersistence.ColdReset : FeatureResetPersistence.WarmReset;
        if (depth.Value > DeepestResetPersistence.Value)
            _current = _saved;
    }

    /// <summary>Writes its values, or takes others in their place.</summary>
    public virtual void Exchange(StateArchive state)
    {
        _current = Exchange(state, "current", _current);
        _saved = Exchange(state, "saved", _saved);
    }

    /// <summary>Writes what 0501h reads.</summary>
    protected abstract void Encode(ReadOnlySpan<byte> writable, Span<byte> readable);

    private byte[] Exchange(StateArchive state, string name, byte[] value)
    {
        bool isDefault = value.AsSpan().SequenceEqual(_default);
        byte[] read = state.Bytes(name, isDefault ? [] : value, SetSize);
        if (!state.IsReading)
            return value;
        if (read.Length == 0)
            return _default;
        return read.Length == SetSize && Check(read) is null
            ? read : throw state.Error(name, $"T4: not a value of the feature, which has {SetSize} bytes");
    }
}
