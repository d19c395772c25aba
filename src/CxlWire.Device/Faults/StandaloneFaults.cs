using CxlWire.Device.Activity;

namespace CxlWire.Device.Faults;

/// <summary>Faults that happen to the device itself, and not to a command, a record or a reply.</summary>
internal static class StandaloneFaults
{
    /// <summary>Null: the fault is not of this kind. Else whether there is something to do it to.</summary>
    public static bool? CanHappen(CciPort port, FaultAction action) => action switch
    {
        FaultAction.BumpGeneration => port.Host is not null,
        FaultAction.ChangeList change => port.Host is { } host && (change.Position ?? 0) < host.Extents.Count,
        FaultAction.OverflowLog or FaultAction.SpuriousInterrupt or FaultAction.Reset or FaultAction.MctpControl
            => true,
        _ => null,
    };

    /// <summary>Does it; it can happen.</summary>
    public static void Happen(CciPort port, FaultAction action)
    {
        switch (action)
        {
            case FaultAction.BumpGeneration bump:
                port.Host!.Extents.MarkChanged(bump.By);
                break;
            case FaultAction.ChangeList change:
                Host host = port.Host!;
                port.Device.FabricManager.Revoke(host, host.Extents[change.Position ?? host.Extents.Count - 1]);
                break;
            case FaultAction.OverflowLog overflow:
                port.Logs[overflow.Log.Value].CountLost(overflow.Lost);
                break;
            case FaultAction.SpuriousInterrupt interrupt:
                port.RaiseNotification(interrupt.Log);
                break;
            case FaultAction.MctpControl control:
                port.NextMctpControlCode = control.Code;
                break;
            case FaultAction.Reset when port.Host is { } one:
                one.Reset();
                port.Device.Activity.RaiseResetDone(new DeviceReset(ResetCause.Fault, one.Id, null));
                break;
            case FaultAction.Reset:
                port.Device.ResetHosts();
                port.Device.Activity.RaiseResetDone(new DeviceReset(ResetCause.Fault, null, null));
                break;
        }
    }
}
