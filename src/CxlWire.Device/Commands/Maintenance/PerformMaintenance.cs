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
            PostPackageRepair repair => Repair(port.Host!, repair, wanted.Parameters),
            MemorySparing sparing => Spare(port.Host!, sparing, wanted.Parameters),
            _ => CommandResult.Refused(Refusal.At(
                PerformMaintenanceRequest.Layout,
                wanted.OperationClass == MaintenanceClass.PostPackageRepair
                    || wanted.OperationClass == MaintenanceClass.MemorySparing
                        ? "operation_subclass" : "operation_class",
                ReturnCode.InvalidInput, "M1", "there is no such operation")),
        };
    }

    private static CommandResult Repair(Host host, PostPackageRepair repair, ReadOnlySpan<byte> parameters)
    {
        if (!PostPackageRepairParameters.TryRead(
            parameters, out PostPackageRepairParameters wanted, out LayoutError error))
        {
            return RefuseLength(error);
        }

        if (wanted.Dpa == ulong.MaxValue || !host.Memory.Has(wanted.Dpa, wanted.Dpa + 1, out _))
        {
            return CommandResult.Refused(InParameters(Refusal.At(
                PostPackageRepairParameters.Layout, "dpa", ReturnCode.InvalidPhysicalAddress, "M2",
                "no memory that the host has")));
        }

        if (repair.Available == 0)
            return RefuseExhausted();
        if (wanted.QueryResources)
            return CommandResult.Success();
        return host.Cci.Device.Background.Start(Opcode.PerformMaintenance, RepairFeature.Duration, () =>
        {
            repair.Use(repair.IsHard);
            if (repair.HasRecords)
            {
                repair.Tell(host.Cci.Logs[EventLogType.Informational.Value], new MemorySparingEventRecord
                {
                    HardSparing = repair.IsHard,
                    NibbleMaskValid = wanted.NibbleMask != 0,
                    NibbleMask = wanted.NibbleMask,
                });
            }

            return ReturnCode.Success;
        });
    }

    private static CommandResult Spare(Host host, MemorySparing sparing, ReadOnlySpan<byte> parameters)
    {
        if (!MemorySparingParameters.TryRead(parameters, out MemorySparingParameters wanted, out LayoutError error))
            return RefuseLength(error);
        if (wanted.QueryResources)
        {
            sparing.Tell(host.Cci.Logs[EventLogType.Informational.Value], sparing.Describe(wanted));
            return CommandResult.Success();
        }

        if (sparing.Available == 0)
            return RefuseExhausted();
        return host.Cci.Device.Background.Start(Opcode.PerformMaintenance, RepairFeature.Duration, () =>
        {
            sparing.Use(wanted.HardSparing);
            sparing.Tell(host.Cci.Logs[EventLogType.Informational.Value], sparing.Describe(wanted));
            return ReturnCode.Success;
        });
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
