using CxlWire.Protocol;
using CxlWire.Tests;
using static CxlWire.Device.Tests.Rig;

namespace CxlWire.Device.Tests;

/// <summary>What tests write to the Fabric Manager's CCI, and how they see that it was done or refused.</summary>
internal static class FabricManagerPayloads
{
    public const string T1 = "00112233-4455-6677-8899-aabbccddeeff";
    public const string T2 = "ffeeddcc-bbaa-9988-7766-554433221100";
    public const string NoTag = "00000000-0000-0000-0000-000000000000";
    public const int Free = 0;
    public const int Contiguous = 1;
    public const int Prescriptive = 2;
    public const int EnableSharedAccess = 3;

    public static string Tag(string tag) => tag.Replace("-", "", StringComparison.Ordinal);

    /// <summary>Payload of 5604h.</summary>
    public static string Add(
        int policy, ulong blocks = 0, string tag = NoTag, int host = 0, int region = 0, params string[] extents) =>
        Hex.U16(host) + Hex.U16(policy)[..2] + Hex.U16(region)[..2] + Hex.U64(blocks * Block) + Tag(tag)
        + Hex.U32(extents.Length) + string.Concat(extents);

    /// <summary>Payload of 5605h; flags hold policy, forced and sanitize.</summary>
    public static string Release(int flags, string tag = NoTag, int host = 0, params string[] extents) =>
        Hex.U16(host) + Hex.U16(flags)[..2] + "00" + Hex.U64(0) + Tag(tag) + Hex.U32(extents.Length)
        + string.Concat(extents);

    public static string Ask(Rig rig, Opcode opcode, params string[] payload) =>
        Rig.Ask(rig.FabricManager, opcode, payload);

    public static void AssertAdds(Rig rig, string request, params string[] offered)
    {
        Assert.Equal(Reply(ReturnCode.Success), Ask(rig, Opcode.InitiateDynamicCapacityAdd, request));
        Assert.Equal(offered, rig.Host.Offers.Pending.Last().Extents.Select(Wire));
    }

    public static string Wire(Protocol.Dcd.Extent extent)
    {
        byte[] bytes = new byte[Protocol.Dcd.Extent.Size];
        extent.TryWrite(bytes);
        return Hex.Text(bytes);
    }

    public static void AssertRefused(Rig rig, ReturnCode code, Opcode opcode, string request)
    {
        string before = State.Of(rig.Device);
        Assert.Equal(Reply(code), Ask(rig, opcode, request));
        Assert.Equal(before, State.Of(rig.Device));
    }
}
