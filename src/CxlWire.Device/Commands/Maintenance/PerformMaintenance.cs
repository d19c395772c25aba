using CxlWire.Device.Events;
using CxlWire.Device.Maintenance;
using CxlWire.Protocol;
using CxlWire.Protocol.Events;
using CxlWire.Protocol.Maintenance;

namespace CxlWire.Device.Commands.Maintenance;

/// <summary>CXL r3.1 8.2.9.7.1 Perform Maintenance (0600h): M1 to M4.</summary>
internal static class PerformMaintenance
{
    public static CommandResult Handle(CciPort port, ReadOnlySpan<byte> request, Span<byte> reply)
    {
        PerformMaintenanceRequestView.TryCreate(request, out PerformMaintenanceRequestView wanted, out _);
        if (wanted.OperationClass == MaintenanceClass.NoOperation)
            return CommandResult.Success();
        return port.Device.Features.Find(wanted.OperationClass, wanted.OperationSubclass) switch
        {
            PostPackageRepair repair => Repair(port, repair, request, wanted.Parameters),
            MemorySparing sparing => Spare(port, sparing, request, wanted.Parameters),
            _ => CommandResult.Refused(Refusal.At(
                PerformMaintenanceRequest.Layout,
                wanted.OperationClass == MaintenanceClass.PostPackageRepair
                    || wanted.OperationClass == MaintenanceClass.MemorySparing
                        ? "operation_subclass" : "operation_class",
                ReturnCode.InvalidInput, "M1", "there is no such operation")),
        };
    }

    /// <summary>The operation is done.</summary>
    public static ReturnCode Complete(CciPort port, ReadOnlySpan<byte> request)
    {
        PerformMaintenanceRequestView.TryCreate(request, out PerformMaintenanceRequestView wanted, out _);
        EventLog log = port.Logs[EventLogType.Informational.Value];
        RepairFeature? feature = port.Device.Features.Find(wanted.OperationClass, wanted.OperationSubclass);
        if (feature is null or { Available: 0 })
            return ReturnCode.ResourcesExhausted;
        switch (feature)
        {
            case PostPackageRepair repair:
                PostPackageRepairParameters.TryRead(
                    wanted.Parameters, out PostPackageRepairParameters repaired, out _);
                repair.Use(repair.IsHard);
                if (repair.HasRecords)
                {
                    repair.Tell(log, new MemorySparingEventRecord
                    {
                        HardSparing = repair.IsHard,
                        NibbleMaskValid = repaired.NibbleMask != 0,
                        NibbleMask = repaired.NibbleMask,
                    });
                }

                break;
            case MemorySparing sparing:
                MemorySparingParameters.TryRead(wanted.Parameters, out MemorySparingParameters spared, out _);
                sparing.Use(spared.HardSparing);
                sparing.Tell(log, sparing.Describe(spared));
                break;
        }

        return ReturnCode.Success;
    }

    private static CommandResult Repair(
        CciPort port, PostPackageRepair repair, ReadOnlySpan<byte> request, ReadOnlySpan<byte> parameters)
    {
        if (!PostPackageRepairParameters.TryRead(
            parameters, out PostPackageRepairParameters wanted, out LayoutError error))
        {
            return RefuseLength(error);
        }

        if (wanted.Dpa == ulong.MaxValue || !port.Host!.Memory.Has(wanted.Dpa, wanted.Dpa + 1, out _))
        {
            return CommandResult.Refused(InParameters(Refusal.At(
                PostPackageRepairParameters.Layout, "dpa", ReturnCode.InvalidPhysicalAddress, "M2",
                "no memory that the host has")));
        }

        if (repair.Available == 0)
            return RefuseExhausted();
        if (wanted.QueryResources)
            return CommandResult.Success();
        return port.StartBackground(Opcode.PerformMaintenance, request, RepairFeature.Duration);
    }

    private static CommandResult Spare(
        CciPort port, MemorySparing sparing, ReadOnlySpan<byte> request, ReadOnlySpan<byte> parameters)
    {
        if (!MemorySparingParameters.TryRead(parameters, out MemorySparingParameters wanted, out LayoutError error))
            return RefuseLength(error);
        if (wanted.QueryResources)
        {
            sparing.Tell(port.Logs[EventLogType.Informational.Value], sparing.Describe(wanted));
            return CommandResult.Success();
        }

        if (sparing.Available == 0)
            return RefuseExhausted();
        return port.StartBackground(Opcode.PerformMaintenance, request, RepairFeature.Duration);
    }

    private static CommandResult RefuseLength(in LayoutError error) =>
        CommandResult.Refused(InParameters(Refusal.At(error, ReturnCode.InvalidPayloadLength, "M1")));

    private static CommandResult RefuseExhausted() => CommandResult.Refused(Refusal.At(
        PerformMaintenanceRequest.Layout, "operation_subclass", ReturnCode.ResourcesExhausted, "M3",
        "no spare resource is left"));

    // A refusal at a field of the parameters, which follow the class and the subclass.
    private static Refusal InParameters(Refusal refusal) => refusal with
    {
        Field = $"parameters.{refusal.Field}",
        Offset = refusal.Offset + PerformMaintenanceRequest.Size,
    };
}
