using CxlWire.Device.Registers;

namespace CxlWire.Control.Commands;

/// <summary>
/// <c>cxl-inject-uncorrectable-errors</c> and <c>cxl-inject-correctable-error</c>: what a host finds in the RAS and AER
/// registers of its function (X4, X12).
/// </summary>
internal static class ErrorInjection
{
    // As the RAS capability's header log has it.
    private const int MaxHeader = 16;

    private static readonly (string Name, UncorrectableError Error)[] _uncorrectable =
    [
        ("cache-data-parity", UncorrectableError.CacheDataParity),
        ("cache-address-parity", UncorrectableError.CacheAddressParity),
        ("cache-be-parity", UncorrectableError.CacheByteEnableParity),
        ("cache-data-ecc", UncorrectableError.CacheDataEcc),
        ("mem-data-parity", UncorrectableError.MemoryDataParity),
        ("mem-address-parity", UncorrectableError.MemoryAddressParity),
        ("mem-be-parity", UncorrectableError.MemoryByteEnableParity),
        ("mem-data-ecc", UncorrectableError.MemoryDataEcc),
        ("reinit-threshold", UncorrectableError.ReinitThreshold),
        ("rsvd-encoding", UncorrectableError.ReservedEncoding),
        ("poison-received", UncorrectableError.PoisonReceived),
        ("receiver-overflow", UncorrectableError.ReceiverOverflow),
        ("internal", UncorrectableError.Internal),
        ("cxl-ide-tx", UncorrectableError.IdeTransmit),
        ("cxl-ide-rx", UncorrectableError.IdeReceive),
    ];

    // By value.
    private static readonly string[] _correctable =
    [
        "cache-data-ecc", "mem-data-ecc", "crc-threshold", "retry-threshold", "cache-poison-received",
        "mem-poison-received", "physical",
    ];

    public static QmpCommand Uncorrectable { get; } = QmpCommand.OnDevice(
        "cxl-inject-uncorrectable-errors",
        arguments => (HostId: ReadHost(arguments), Errors: arguments.Objects("errors", ReadError)),
        (_, device, injection) =>
        {
            PciFunction function = DynamicCapacityArguments.FindHost(device, injection.HostId).Function;
            foreach ((UncorrectableError error, uint[] header) in injection.Errors)
                function.RaiseError(error, header);
        },
        EventInjection.FindDevice);

    public static QmpCommand Correctable { get; } = QmpCommand.OnDevice(
        "cxl-inject-correctable-error",
        arguments => (HostId: ReadHost(arguments), Error: ReadCorrectable(arguments)),
        (_, device, injection) => DynamicCapacityArguments.FindHost(device, injection.HostId).Function.RaiseError(
            injection.Error),
        EventInjection.FindDevice);

    private static ushort ReadHost(QmpArguments arguments) => arguments.OptionalUInt16("host-id") ?? 0;

    private static CorrectableError ReadCorrectable(QmpArguments arguments) =>
        (CorrectableError)arguments.Enumeration("type", _correctable);

    private static (UncorrectableError Error, uint[] Header) ReadError(QmpArguments arguments)
    {
        int type = arguments.Enumeration("type", [.. _uncorrectable.Select(row => row.Name)]);
        uint[] header = [.. arguments.UInt32s("header")];
        return header.Length <= MaxHeader
            ? (_uncorrectable[type].Error, header)
            : throw QmpException.Generic($"Header must be 16 DWORD or less: {header.Length} are given");
    }
}
