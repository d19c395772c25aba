using System.Buffers.Binary;

namespace CxlWire.Device.Registers;

/// <summary>
/// A range of registers that a host reads and writes: configuration space, or what is behind a BAR. Accesses of
/// any width and alignment are taken apart by bytes; between registers there are zeros that ignore writes.
/// </summary>
public sealed class RegisterBlock
{
    private readonly byte[] _values;
    private readonly byte[] _writable;
    private readonly byte[] _oneToClear;

    // Registers that do something when touched, and for every 8 bytes of the block the first that ends behind their
    // start.
    private readonly Register[] _live;
    private readonly ushort[] _firstLive;

    internal RegisterBlock(string name, int size, IEnumerable<Register> registers)
    {
        Name = name;
        Registers = [.. registers.OrderBy(r => r.Offset)];
        _values = new byte[size];
        _writable = new byte[size];
        _oneToClear = new byte[size];
        _live = [.. Registers.Where(r => r is not { Value: null, Written: null, Locked: null, Whole: false })];
        _firstLive = new ushort[(size / 8) + 1];
        for (int unit = 0, live = 0; unit < _firstLive.Length; unit++)
        {
            while (live < _live.Length && _live[live].End <= unit * 8)
                live++;
            _firstLive[unit] = (ushort)live;
        }

        int end = 0;
        foreach (Register register in Registers)
        {
            if (register.Offset < end || register.End > size)
                throw new ArgumentException(
                    $"{name}: {register.Name} at {register.Offset:x}h overlaps another or the end", nameof(registers));
            end = register.End;
            if (register.Memory)
            {
                _writable.AsSpan(register.Offset, register.Width).Fill(0xFF);
                continue;
            }

            Store(_writable, register, register.Writable);
            Store(_oneToClear, register, register.OneToClear);
        }

        Reset(ResetKind.PowerOn);
    }

    /// <summary>What the specification calls it.</summary>
    public string Name { get; }

    /// <summary>Bytes.</summary>
    public int Size => _values.Length;

    /// <summary>Registers by offset; they do not overlap.</summary>
    public IReadOnlyList<Register> Registers { get; }

    /// <summary>Reads bytes, little-endian as the registers are. Reading changes nothing.</summary>
    /// <param name="offset">Of the first byte.</param>
    /// <param name="destination">Filled.</param>
    /// <exception cref="ArgumentOutOfRangeException">Not wholly inside the block.</exception>
    public void Read(int offset, Span<byte> destination)
    {
        ReadOnlySpan<byte> stored = Slice(offset, destination.Length);
        for (int i = _firstLive[offset / 8]; i < _live.Length && _live[i].Offset < offset + destination.Length; i++)
        {
            if (_live[i].Value is { } value && _live[i].End > offset)
                Store(_values, _live[i], value(this));
        }

        stored.CopyTo(destination);
    }

    /// <summary>Writes bytes: each bit does what its register says; then registers act, lowest offset first.</summary>
    /// <param name="offset">Of the first byte.</param>
    /// <param name="source">Little-endian.</param>
    /// <exception cref="ArgumentOutOfRangeException">Not wholly inside the block.</exception>
    public void Write(int offset, ReadOnlySpan<byte> source)
    {
        Slice(offset, source.Length);
        int end = offset + source.Length;
        int first = _firstLive[offset / 8];
        int at = offset;
        Span<bool> ignored = stackalloc bool[_live.Length];
        for (int i = first; i < _live.Length && _live[i].Offset < end; i++)
        {
            if (_live[i].End <= offset || !Ignores(_live[i], offset, end))
                continue;
            ignored[i] = true;
            Take(at, source[(at - offset)..Math.Max(at - offset, _live[i].Offset - offset)]);
            at = Math.Min(end, _live[i].End);
        }

        Take(at, source[(at - offset)..]);
        for (int i = first; i < _live.Length && _live[i].Offset < end; i++)
        {
            if (_live[i].End > offset && !ignored[i] && _live[i].Written is { } written)
                written(this, this[_live[i]]);
        }
    }

    /// <summary>Restores what that kind of reset restores.</summary>
    internal void Reset(ResetKind kind)
    {
        foreach (Register register in Registers)
        {
            if (register.ResetBy > kind)
                continue;
            if (register.Memory)
                _values.AsSpan(register.Offset, register.Width).Clear();
            else
                Store(_values, register, register.ResetValue);
        }
    }

    /// <summary>The stored value of a register of at most 8 bytes.</summary>
    internal ulong this[Register register]
    {
        get
        {
            Span<byte> value = stackalloc byte[8];
            value.Clear();
            _values.AsSpan(register.Offset, register.Width).CopyTo(value);
            return BinaryPrimitives.ReadUInt64LittleEndian(value);
        }

        set => Store(_values, register, value);
    }

    /// <summary>The stored bytes of a register.</summary>
    internal Span<byte> Bytes(Register register) => _values.AsSpan(register.Offset, register.Width);

    private bool Ignores(Register register, int offset, int end) =>
        (register.Whole && (offset > register.Offset || end < register.End))
        || (register.Locked is { } locked && locked(this));

    private static void Store(byte[] block, Register register, ulong value)
    {
        Span<byte> bytes = stackalloc byte[8];
        BinaryPrimitives.WriteUInt64LittleEndian(bytes, value);
        bytes[..Math.Min(8, register.Width)].CopyTo(block.AsSpan(register.Offset));
    }

    private Span<byte> Slice(int offset, int length)
    {
        if ((uint)offset > (uint)_values.Length || length > _values.Length - offset)
            throw new ArgumentOutOfRangeException(
                nameof(offset), $"{Name}: {length} bytes at {offset:x}h are not in its {_values.Length:x}h bytes");
        return _values.AsSpan(offset, length);
    }

    private void Take(int offset, ReadOnlySpan<byte> source)
    {
        Span<byte> values = _values.AsSpan(offset, source.Length);
        ReadOnlySpan<byte> writable = _writable.AsSpan(offset, source.Length);
        ReadOnlySpan<byte> oneToClear = _oneToClear.AsSpan(offset, source.Length);
        for (int i = 0; i < source.Length; i++)
        {
            int value = (values[i] & ~writable[i]) | (source[i] & writable[i]);
            values[i] = (byte)(value & ~(source[i] & oneToClear[i]));
        }
    }
}
