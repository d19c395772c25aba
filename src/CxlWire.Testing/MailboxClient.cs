using System.Buffers.Binary;
using CxlWire.Device;
using CxlWire.Device.Registers;
using CxlWire.Protocol;

namespace CxlWire.Testing;

/// <summary>
/// A host that works on the registers of its PCI function, for tests: it finds the mailbox from the capability array
/// and runs commands through it, as a kernel does.
/// </summary>
public sealed class MailboxClient
{
    private const int MailboxCapability = 2;
    private const int Control = 0x04;
    private const int Command = 0x08;
    private const int Status = 0x10;
    private const int Background = 0x18;
    private const int Payload = 0x20;
    private const uint Doorbell = 1;

    private readonly PciFunction _function;
    private readonly CxlDevice _device;
    private readonly int _mailbox;

    /// <summary>A client on a function whose device it may share.</summary>
    /// <param name="device">Its gate is held during each access.</param>
    /// <param name="host">Host ID.</param>
    /// <exception cref="InvalidDataException">The capability array has no mailbox.</exception>
    public MailboxClient(CxlDevice device, int host = 0)
    {
        ArgumentNullException.ThrowIfNull(device);
        _function = device.Hosts[host].Function;
        _device = device;
        int capabilities = (ushort)(Read(0, 8) >> 32);
        for (int i = 1; i <= capabilities; i++)
        {
            ulong header = Read(0x10 * i, 8);
            if ((ushort)header == MailboxCapability)
                _mailbox = (int)(header >> 32);
        }

        if (_mailbox == 0)
            throw new InvalidDataException("the capability array has no mailbox");
    }

    /// <summary>Largest payload in bytes, as the mailbox says.</summary>
    public int PayloadSize => 1 << (int)(Read(_mailbox, 4) & 0x1F);

    /// <summary>The mailbox status register.</summary>
    public ulong MailboxStatus => Read(_mailbox + Status, 8);

    /// <summary>The background command status register.</summary>
    public ulong BackgroundCommandStatus => Read(_mailbox + Background, 8);

    /// <summary>
    /// The mailbox control register: bit 1 asks for an interrupt of each command, bit 2 of background ones.
    /// </summary>
    public uint MailboxControl
    {
        get => (uint)Read(_mailbox + Control, 4);
        set => Write(_mailbox + Control, 4, value);
    }

    /// <summary>Runs a command.</summary>
    /// <param name="opcode">Any opcode.</param>
    /// <param name="request">Request payload, at most <see cref="PayloadSize"/> bytes.</param>
    /// <param name="length">What the command register says, where that is not the request's length.</param>
    /// <exception cref="ArgumentOutOfRangeException">The request is longer than the payload registers.</exception>
    /// <exception cref="InvalidDataException">
    /// The mailbox does not come to an end, or answers another opcode.
    /// </exception>
    public CciReply Run(Opcode opcode, ReadOnlySpan<byte> request = default, int? length = null)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan(request.Length, PayloadSize, nameof(request));
        using (_device.Enter())
        {
            _function.DeviceRegisters.Write(_mailbox + Payload, request);
            Write(_mailbox + Command, 8, opcode.Value | ((ulong)(length ?? request.Length) << 16));
            MailboxControl |= Doorbell;
            if ((MailboxControl & Doorbell) != 0)
                throw new InvalidDataException("the doorbell is still set");
            ulong command = Read(_mailbox + Command, 8);
            if ((ushort)command != opcode.Value)
                throw new InvalidDataException($"the command register has become {command:x}h");
            byte[] response = new byte[command >> 16];
            _function.DeviceRegisters.Read(_mailbox + Payload, response);
            return new CciReply(new ReturnCode((ushort)(MailboxStatus >> 32)), response);
        }
    }

    /// <summary>Reads a device register.</summary>
    /// <param name="offset">Of its first byte.</param>
    /// <param name="width">1 to 8 bytes.</param>
    public ulong Read(int offset, int width)
    {
        Span<byte> value = stackalloc byte[8];
        value.Clear();
        using (_device.Enter())
            _function.DeviceRegisters.Read(offset, value[..width]);
        return BinaryPrimitives.ReadUInt64LittleEndian(value);
    }

    /// <summary>Writes a device register.</summary>
    /// <inheritdoc cref="Read"/>
    public void Write(int offset, int width, ulong value)
    {
        Span<byte> bytes = stackalloc byte[8];
        BinaryPrimitives.WriteUInt64LittleEndian(bytes, value);
        using (_device.Enter())
            _function.DeviceRegisters.Write(offset, bytes[..width]);
    }
}
