using CxlWire.Protocol;

namespace CxlWire.Device.Background;

/// <summary>Finds what a command does at its end that runs in the background of a device whose state is read.</summary>
/// <param name="hostId">The host that it is for; null: the Fabric Manager.</param>
/// <param name="opcode">The command.</param>
/// <param name="request">What says, in the request, what it is for.</param>
/// <param name="complete">Does what it is for.</param>
/// <param name="onAborted">Called in its place where the command is aborted; null: nobody is.</param>
/// <returns>False: it is no command that runs in the background.</returns>
internal delegate bool BackgroundResumption(
    int? hostId, Opcode opcode, byte[] request, out Func<ReturnCode>? complete, out Action? onAborted);
