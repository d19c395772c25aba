using CxlWire.Conversations;
using CxlWire.Device.Configuration;
using CxlWire.Judge.Searching;
using CxlWire.Protocol;
using CxlWire.Protocol.Commands;
using CxlWire.Protocol.Dcd;
using FsCheck;
using FsCheck.Fluent;

namespace CxlWire.Testing.FsCheck;

/// <summary>Steps of conversations that nobody has answered yet.</summary>
internal static class ConversationSteps
{
    private const int MaxSteps = 40;
    private const ulong Block = 2UL << 20;

    // As in episodes: so that a host often speaks of what it was offered.
    private const int Places = 24;
    private const int MaxBlocks = 3;

    private static readonly byte[] _ofDynamicCapacity = [4];
    private static readonly byte[] _allOfDynamicCapacity = [4, 1, 0, 0, 0, 0];
    private static readonly byte[] _tellDynamicCapacity = [16, 0];

    private static readonly CommandRow[] _commands =
        [.. CommandTable.Rows.Where(row => row.Ccis.HasFlag(CciKinds.Host) && !row.SentByDevice)];

    /// <summary>Conversations with a device.</summary>
    public static Gen<Conversation> Conversations(DeviceConfiguration configuration) =>
        from count in Gen.Choose(1, MaxSteps)
        from steps in Gen.ArrayOf(Step(configuration), count)
        select new Conversation(0, steps) { Configuration = configuration };

    /// <summary>Fewer steps, then simpler ones.</summary>
    public static IEnumerable<Conversation> Shrink(Conversation large)
    {
        int count = large.Steps.Count;
        for (int length = count; length >= 1; length /= 2)
        {
            for (int start = count - length; start >= 0; start -= length)
                yield return large with { Steps = [.. large.Steps.Take(start), .. large.Steps.Skip(start + length)] };
        }

        for (int i = 0; i < count; i++)
        {
            foreach (ConversationStep smaller in Shrink(large.Steps[i]))
                yield return large with { Steps = [.. large.Steps.Take(i), smaller, .. large.Steps.Skip(i + 1)] };
        }
    }

    private static IEnumerable<ConversationStep> Shrink(ConversationStep step) => step switch
    {
        CapacityStep capacity => CaseShrinker.Shrink(capacity),
        HostStep host when CommandTable.TryGet(host.Opcode, out CommandRow row) =>
            LayoutShrinker.Shrink(row.Request, host.Request.ToArray())
                .Select(smaller => host with { Request = smaller }),
        FaultsStep { Scenario: { } scenario } =>
            CaseShrinker.Shrink(scenario).Select(smaller => new FaultsStep(smaller)),
        _ => [],
    };

    private static Gen<ConversationStep> Step(DeviceConfiguration configuration)
    {
        int? host = configuration.Hosts == 1 ? null : 0;
        return Gen.Frequency<ConversationStep>(
            (6, CaseArbitraries.CapacitySteps().Generator.Select(step => (ConversationStep)step)),
            (1, CaseArbitraries.Scenarios().Generator.Select(faults => (ConversationStep)new FaultsStep(faults))),
            (1, Constant(new FaultsStep(null))),
            (1, Constant(new HostStep(host, Opcode.SetMctpEventInterruptPolicy, _tellDynamicCapacity))),
            (4, Constant(new HostStep(host, Opcode.GetEventRecords, _ofDynamicCapacity))),
            (2, Constant(new HostStep(host, Opcode.ClearEventRecords, _allOfDynamicCapacity))),
            (4, WithExtents(host, Opcode.AddDynamicCapacityResponse, configuration)),
            (3, WithExtents(host, Opcode.ReleaseDynamicCapacity, configuration)),
            (4, Any(host)));
    }

    private static Gen<ConversationStep> Constant(ConversationStep step) => Gen.Constant(step);

    /// <summary>Any command, its request accepted by its layout.</summary>
    private static Gen<ConversationStep> Any(int? host) =>
        from row in Gen.Elements(_commands)
        from request in LayoutGenerators.Accepted(row.Request)
        select (ConversationStep)new HostStep(host, row.Opcode, request);

    private static Gen<ConversationStep> WithExtents(int? host, Opcode opcode, DeviceConfiguration configuration) =>
        from count in Gen.Choose(0, 2)
        from extents in Gen.ArrayOf(Extent(configuration), count)
        select (ConversationStep)new HostStep(host, opcode, ToRequest(extents));

    private static Gen<UpdatedExtent> Extent(DeviceConfiguration configuration) =>
        from region in Gen.Elements<RegionConfiguration>(configuration.Regions)
        from place in Gen.Choose(0, Places)
        from blocks in Gen.Choose(1, MaxBlocks)
        select new UpdatedExtent
        {
            StartDpa = region.BaseDpa + ((ulong)place * Block),
            Length = (ulong)blocks * Block,
        };

    private static byte[] ToRequest(UpdatedExtent[] extents)
    {
        byte[] request = new byte[UpdatedExtentList.Layout.Size + (extents.Length * UpdatedExtent.Size)];
        Layout.WriteUnsigned(request, UpdatedExtentList.Layout.List!.Count!, (ulong)extents.Length);
        for (int i = 0; i < extents.Length; i++)
            extents[i].TryWrite(request.AsSpan(UpdatedExtentList.Layout.Size + (i * UpdatedExtent.Size)));
        return request;
    }
}
