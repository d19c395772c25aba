using System.Buffers.Binary;
using System.Security.Cryptography;
using CxlWire.Protocol;
using CxlWire.Protocol.Mctp;

namespace CxlWire.Transport.Mctp;

/// <summary>
/// What an MCTP endpoint says of itself (DSP0236 chapter 12): its EID, which can be set, its UUID, versions and message
/// types (I7).
/// </summary>
internal sealed class MctpControlEndpoint
{
    /// <summary>Bytes of the longest response, its message type included.</summary>
    public const int MaxResponse = MctpGetEndpointUuidResponse.Size;

    private const byte AnyType = 0xFF;
    private const byte ForcedOperation = 1;
    private const byte Rejected = 1;

    private static readonly MctpVersion _mctp = new() { Major = 0xF1, Minor = 0xF3, Update = 0xF1 };
    private static readonly MctpVersion _binding = new() { Major = 0xF1, Minor = 0xF0, Update = 0xFF };

    private readonly byte[] _types;
    private readonly Uuid _uuid;
    private volatile byte _eid;

    /// <summary>An endpoint.</summary>
    /// <param name="eid">Its EID to begin with.</param>
    /// <param name="serialNumber">Of the device: its UUID is made of it.</param>
    /// <param name="types">Message types that it has besides control messages.</param>
    public MctpControlEndpoint(byte eid, ulong serialNumber, params MctpMessageType[] types)
    {
        _eid = eid;
        _types = [.. types.Select(type => type.Value)];
        _uuid = UuidOf(serialNumber);
    }

    /// <summary>The EID now.</summary>
    public byte Eid => _eid;

    /// <summary>Answers a control message.</summary>
    /// <param name="message">The message, its type included.</param>
    /// <param name="response">Room for <see cref="MaxResponse"/> bytes.</param>
    /// <returns>Bytes of the response; 0: none is sent, to a response, a datagram, or less than a header.</returns>
    public int Answer(ReadOnlySpan<byte> message, Span<byte> response)
    {
        ReadOnlySpan<byte> first = message[..Math.Min(message.Length, MctpControlHeader.Size)];
        if (!MctpControlHeader.TryRead(first, out MctpControlHeader header, out _) || !header.Request)
            return 0;

        int length = Answer(header, message, response);
        return header.Datagram ? 0 : length;
    }

    /// <summary>Answers a control message with a completion code, whatever it asks for.</summary>
    /// <inheritdoc cref="Answer(ReadOnlySpan{byte}, Span{byte})"/>
    public static int Refuse(ReadOnlySpan<byte> message, MctpCompletionCode code, Span<byte> response)
    {
        ReadOnlySpan<byte> first = message[..Math.Min(message.Length, MctpControlHeader.Size)];
        return MctpControlHeader.TryRead(first, out MctpControlHeader header, out _) && header is { Request: true }
            && !header.Datagram
            ? Refuse(header with { Request = false, InstanceReserved = false }, code, response)
            : 0;
    }

    private int Answer(in MctpControlHeader header, ReadOnlySpan<byte> message, Span<byte> response)
    {
        MctpControlHeader answered = header with { Request = false, InstanceReserved = false };
        MctpControlCommand command = header.CommandCode;
        if (command == MctpControlCommand.SetEndpointId)
            return SetEid(answered, message, response);
        if (command == MctpControlCommand.GetVersionSupport)
            return GetVersions(answered, message, response);
        if (command == MctpControlCommand.GetVendorDefinedMessageSupport)
            return message.Length == MctpGetVendorMessageSupportRequest.Size
                ? Refuse(answered, MctpCompletionCode.InvalidData, response)
                : Refuse(answered, MctpCompletionCode.InvalidLength, response);
        bool isKnown = command == MctpControlCommand.GetEndpointId || command == MctpControlCommand.GetEndpointUuid
            || command == MctpControlCommand.GetMessageTypeSupport;
        if (!isKnown)
            return Refuse(answered, MctpCompletionCode.UnsupportedCommand, response);
        if (message.Length != MctpControlHeader.Size)
            return Refuse(answered, MctpCompletionCode.InvalidLength, response);
        if (command == MctpControlCommand.GetEndpointId)
        {
            new MctpGetEndpointIdResponse { Header = answered, EndpointId = _eid }.TryWrite(response);
            return MctpGetEndpointIdResponse.Size;
        }

        if (command == MctpControlCommand.GetEndpointUuid)
        {
            new MctpGetEndpointUuidResponse { Header = answered, Uuid = _uuid }.TryWrite(response);
            return MctpGetEndpointUuidResponse.Size;
        }

        new MctpGetMessageTypeSupportResponse { Header = answered, TypeCount = (byte)_types.Length }.TryWrite(response);
        _types.CopyTo(response[MctpGetMessageTypeSupportResponse.Size..]);
        return MctpGetMessageTypeSupportResponse.Size + _types.Length;
    }

    private int SetEid(in MctpControlHeader answered, ReadOnlySpan<byte> message, Span<byte> response)
    {
        if (!MctpSetEndpointIdRequest.TryRead(message, out MctpSetEndpointIdRequest request, out _))
            return Refuse(answered, MctpCompletionCode.InvalidLength, response);

        // There is no static EID to go back to, and nobody asks whether the device was discovered.
        if (request.Operation > ForcedOperation
            || request.EndpointId is < MctpOptions.MinEid or > MctpOptions.MaxEid)
        {
            new MctpSetEndpointIdResponse
            {
                Header = answered,
                CompletionCode = MctpCompletionCode.InvalidData,
                AssignmentStatus = Rejected,
                EndpointId = _eid,
            }.TryWrite(response);
            return MctpSetEndpointIdResponse.Size;
        }

        _eid = request.EndpointId;
        new MctpSetEndpointIdResponse { Header = answered, EndpointId = _eid }.TryWrite(response);
        return MctpSetEndpointIdResponse.Size;
    }

    private int GetVersions(in MctpControlHeader answered, ReadOnlySpan<byte> message, Span<byte> response)
    {
        if (!MctpGetVersionSupportRequest.TryRead(message, out MctpGetVersionSupportRequest request, out _))
            return Refuse(answered, MctpCompletionCode.InvalidLength, response);
        bool isMctp = request.MessageTypeNumber == AnyType
            || request.MessageTypeNumber == MctpMessageType.Control.Value;
        if (!isMctp && !_types.AsSpan().Contains(request.MessageTypeNumber))
            return Refuse(answered, MctpCompletionCode.MessageTypeNotSupported, response);
        new MctpGetVersionSupportResponse { Header = answered, VersionCount = 1 }.TryWrite(response);
        (isMctp ? _mctp : _binding).TryWrite(response[MctpGetVersionSupportResponse.Size..]);
        return MctpGetVersionSupportResponse.Size + MctpVersion.Size;
    }

    private static int Refuse(in MctpControlHeader answered, MctpCompletionCode code, Span<byte> response)
    {
        new MctpControlResponse { Header = answered, CompletionCode = code }.TryWrite(response);
        return MctpControlResponse.Size;
    }

    /// <summary>A UUID of version 8 that is always the same for a serial number.</summary>
    private static Uuid UuidOf(ulong serialNumber)
    {
        Span<byte> input = stackalloc byte[sizeof(ulong)];
        BinaryPrimitives.WriteUInt64BigEndian(input, serialNumber);
        byte[] hash = SHA256.HashData(input);
        hash[6] = (byte)((hash[6] & 0x0F) | 0x80);
        hash[8] = (byte)((hash[8] & 0x3F) | 0x80);
        return Uuid.Read(hash);
    }
}
