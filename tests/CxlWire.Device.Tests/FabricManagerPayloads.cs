using CxlWire.Tests;
using static CxlWire.Device.Tests.Rig;

namespace CxlWire.Device.Tests;

/// <summary>What tests write to the Fabric Manager's CCI.</summary>
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
}
