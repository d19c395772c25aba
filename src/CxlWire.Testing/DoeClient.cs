using System.Buffers.Binary;
using CxlWire.Device;
using CxlWire.Device.Registers;
using CxlWire.Protocol.Doe;

namespace CxlWire.Testing;

/// <summary>
/// A host that works on the DOE mailbox of its PCI function, for tests: it finds the capability in configuration space
/// and exchanges data objects dword by dword, as a kernel does.
/// </summary>
public sealed class DoeClient
{
    private const int FirstExtendedCapability = 0x100;
    private const int DataObjectExchange = 0x2E;
    private const int ControlOffset = 0x08;
    private const int StatusOffset = 0x0C;
    private const int WriteMailbox = 0x10;
    private const int ReadMailbox = 0x14;
    private const uint AbortBit = 1;
    private const uint GoBit = 1U << 31;
    private const uint ErrorBit = 1 << 2;
    private const uint ReadyBit = 1U << 31;
    private const ushort LastEntry = 0xFFFF;

    private readonly PciFunction _function;
    private readonly CxlDevice _device;
    private readonly int _capability;

    /// <summary>A client on a function whose device it may share.</summary>
    /// <param name="device">Its gate is held during each access.</param>
    /// <param name="host">Host ID.</param>
    /// <exception cref="InvalidDataException">The function has no DOE capability.</exception>
    public DoeClient(CxlDevice device, int host = 0)
    {
        ArgumentNullException.ThrowIfNull(device);
        _function = device.Hosts[host].Function;
        _device = device;
        for (int at = FirstExtendedCapability; at != 0 && _capability == 0;)
        {
            uint header = Read(at);
            if ((header & 0xFFFF) == DataObjectExchange)
                _capability = at;
            at = (int)(header >> 20);
        }

        if (_capability == 0)
            throw new InvalidDataException("configuration space has no DOE capability");
    }

    /// <summary>The DOE Control register: bit 0 aborts, bit 1 asks for interrupts, bit 31 sends the request.</summary>
    public uint Control
    {
        get => Read(_capability + ControlOffset);
        set => Write(_capability + ControlOffset, value);
    }

    /// <summary>
    /// The DOE Status register: bit 1 interrupt (a written one clears it), bit 2 error, bit 31 a response waits.
    /// </summary>
    public uint Status
    {
        get => Read(_capability + StatusOffset);
        set => Write(_capability + StatusOffset, value);
    }

    /// <summary>Writes the next dword of a request.</summary>
    public void WriteDword(uint value) => Write(_capability + WriteMailbox, value);

    /// <summary>The dword of a response that is next; 0 where there is none.</summary>
    public uint PeekDword() => Read(_capability + ReadMailbox);

    /// <summary>Goes on to the next dword of a response.</summary>
    public void AcknowledgeDword() => Write(_capability + ReadMailbox, 0);

    /// <summary>Has the mailbox forget request, response and error.</summary>
    public void Abort() => Control = (Control | AbortBit) & ~GoBit;

    /// <summary>Sends a data object, and reads what is answered.</summary>
    /// <param name="request">The object, header included; whole dwords.</param>
    /// <returns>The response, header included; null: the object was discarded.</returns>
    /// <exception cref="ArgumentException">The request is not of whole dwords.</exception>
    /// <exception cref="InvalidDataException">
    /// The mailbox reports an error, or its response ends before the length that it says, or after it.
    /// </exception>
    public byte[]? Exchange(ReadOnlySpan<byte> request)
    {
        if (request.Length % 4 != 0)
            throw new ArgumentException($"{request.Length} bytes are no dwords", nameof(request));
        using (_device.Enter())
        {
            for (int at = 0; at < request.Length; at += 4)
                WriteDword(BinaryPrimitives.ReadUInt32LittleEndian(request[at..]));
            Control |= GoBit;
            if (!IsReady())
                return null;
            uint first = TakeDword(), second = TakeDword();
            Span<byte> header = stackalloc byte[DoeHeader.Size];
            BinaryPrimitives.WriteUInt32LittleEndian(header, first);
            BinaryPrimitives.WriteUInt32LittleEndian(header[4..], second);
            DoeHeader.TryRead(header, out DoeHeader read, out _);
            byte[] response = new byte[4 * (read.Length == 0 ? DoeHeader.MaxLength : (int)read.Length)];
            header.CopyTo(response);
            for (int at = DoeHeader.Size; at < response.Length; at += 4)
                BinaryPrimitives.WriteUInt32LittleEndian(response.AsSpan(at), TakeDword());
            return !IsReady() ? response : throw new InvalidDataException("the response is longer than it says");
        }
    }

    /// <summary>Asks for all types of objects that the mailbox takes, by DOE Discovery.</summary>
    /// <exception cref="InvalidDataException">There is no end to them, or an exchange fails.</exception>
    public IReadOnlyList<(ushort Vendor, byte Type)> Discover()
    {
        var types = new List<(ushort Vendor, byte Type)>();
        byte index = 0;
        do
        {
            byte[] request = new byte[DoeDiscoveryRequest.Size];
            new DoeDiscoveryRequest { Header = new() { VendorId = 1, Length = 3 }, Index = index }.TryWrite(request);
            if (!DoeDiscoveryResponse.TryRead(Exchange(request) ?? [], out DoeDiscoveryResponse found, out _))
                throw new InvalidDataException($"discovery of index {index} has no answer");
            types.Add((found.VendorId, found.DataObjectType));
            index = found.NextIndex;
        }
        while (index != 0 && types.Count <= byte.MaxValue);
        return types;
    }

    /// <summary>Reads the CDAT: its header, then its structures.</summary>
    /// <exception cref="InvalidDataException">There is no end to it, or an exchange fails.</exception>
    public IReadOnlyList<byte[]> ReadAttributeTable()
    {
        var entries = new List<byte[]>();
        ushort handle = 0;
        do
        {
            byte[] response = ReadEntry(handle)
                ?? throw new InvalidDataException($"entry {handle} of the CDAT has no answer");
            if (!TableAccessResponseView.TryCreate(response, out TableAccessResponseView read, out _))
                throw new InvalidDataException($"entry {handle} of the CDAT is cut off");
            entries.Add(read.Entry.ToArray());
            handle = read.EntryHandle;
        }
        while (handle != LastEntry && entries.Count < LastEntry);
        return entries;
    }

    /// <summary>Reads an entry of the CDAT.</summary>
    /// <param name="handle">0 for the header.</param>
    /// <returns>The whole response, a <see cref="TableAccessResponse"/>; null: the request was discarded.</returns>
    /// <exception cref="InvalidDataException">The exchange fails.</exception>
    public byte[]? ReadEntry(ushort handle)
    {
        byte[] request = new byte[TableAccessRequest.Size];
        new TableAccessRequest
        {
            Header = new() { VendorId = 0x1E98, DataObjectType = 2, Length = 3 },
            EntryHandle = handle,
        }.TryWrite(request);
        return Exchange(request);
    }

    private bool IsReady()
    {
        uint status = Status;
        return (status & ErrorBit) == 0
            ? (status & ReadyBit) != 0 : throw new InvalidDataException("the mailbox reports an error");
    }

    private uint TakeDword()
    {
        if (!IsReady())
            throw new InvalidDataException("the response is shorter than it says");
        uint value = PeekDword();
        AcknowledgeDword();
        return value;
    }

    private uint Read(int offset)
    {
        Span<byte> value = stackalloc byte[4];
        using (_device.Enter())
            _function.ConfigurationSpace.Read(offset, value);
        return BinaryPrimitives.ReadUInt32LittleEndian(value);
    }

    private void Write(int offset, uint value)
    {
        Span<byte> bytes = stackalloc byte[4];
        BinaryPrimitives.WriteUInt32LittleEndian(bytes, value);
        using (_device.Enter())
            _function.ConfigurationSpace.Write(offset, bytes);
    }
}
