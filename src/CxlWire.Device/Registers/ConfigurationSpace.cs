using CxlWire.Device.Attributes;
using CxlWire.Device.Configuration;

namespace CxlWire.Device.Registers;

/// <summary>
/// PCIe configuration space of the function: type 0 header, PCI Express and MSI-X capabilities, then the extended
/// capabilities by which a driver finds a CXL memory device. CXL r3.1 8.1 has the DVSECs.
/// </summary>
internal static class ConfigurationSpace
{
    public const int Size = 4096;

    private const int PciExpress = 0x40;
    private const int Msix = 0x80;
    private const int RegisterLocator = 0x100;
    private const int SerialNumber = 0x120;
    private const int DeviceDvsec = 0x130;
    private const int FlexBusDvsec = 0x170;
    private const int Doe = 0x190;
    private const int Aer = 0x1B0;

    private const int CxlVendor = 0x1E98;
    private const ushort FunctionLevelReset = 0x8000;

    private static readonly Register _deviceStatus = new(
        PciExpress + 0x0A, 2, "Device Status", OneToClear: 0x000F,
        Meaning: "bit 0 correctable, 1 non-fatal, 2 fatal error, 3 unsupported request");

    /// <summary>Declares the registers.</summary>
    /// <param name="configuration">What the device is made of.</param>
    /// <param name="bars">What is behind each BAR, by its number; null: nothing.</param>
    /// <param name="reset">Resets the function.</param>
    /// <param name="doe">The DOE mailbox, from <see cref="CreateDoe"/>.</param>
    /// <param name="aer">Advanced Error Reporting, from <see cref="CreateAer"/>.</param>
    public static RegisterBlock Create(
        DeviceConfiguration configuration,
        IReadOnlyList<RegisterBlock?> bars,
        Action<ResetKind> reset,
        DoeMailbox doe,
        AerCapability aer) => new(
        "configuration space",
        Size,
        [
            .. Header(configuration.Pcie, bars),
            .. PciExpressCapability(reset),
            .. MsixCapability(),
            .. RegisterLocatorDvsec(),
            .. SerialNumberCapability(configuration.SerialNumber),
            .. DeviceDvsecRegisters(configuration),
            .. FlexBusDvsecRegisters(),
            .. doe.Registers,
            .. aer.Registers,
        ]);

    /// <summary>Makes the DOE mailbox, at its place in configuration space.</summary>
    /// <inheritdoc cref="DoeMailbox(int, Register, AttributeTable, Action{int})"/>
    public static DoeMailbox CreateDoe(AttributeTable table, Action<int> raise) => new(
        Doe,
        new Register(
            Doe, 4, "Data Object Exchange Capability", ExtendedHeader(id: 0x2E, next: Aer),
            Meaning: "bits 15:0 ID, bits 31:20 next"),
        table,
        raise);

    /// <summary>Makes the Advanced Error Reporting capability, at its place in configuration space.</summary>
    public static AerCapability CreateAer() => new(
        Aer,
        new Register(
            Aer, 4, "Advanced Error Reporting Capability", ExtendedHeader(id: 1, next: 0, version: 2),
            Meaning: "bits 15:0 ID, bits 19:16 version, bits 31:20 next"),
        _deviceStatus);

    private static IEnumerable<Register> Header(PcieIdentity identity, IReadOnlyList<RegisterBlock?> bars) =>
        [
            new(0x00, 2, "Vendor ID", identity.VendorId, Meaning: "`pcie.vendor_id` of the device file"),
            new(0x02, 2, "Device ID", identity.DeviceId, Meaning: "`pcie.device_id`"),
            new(0x04, 2, "Command", Writable: 0x0546,
                Meaning: "bit 1 memory space, bit 2 bus master, bit 6 parity error response, bit 8 SERR#, bit 10 INTx "
                + "disable"),
            new(0x06, 2, "Status", 0x0010, OneToClear: 0xF900, Meaning: "bit 4 capability list"),
            new(0x08, 1, "Revision ID", 1),
            new(0x09, 1, "Programming Interface", 0x10, Meaning: "CXL memory device"),
            new(0x0A, 2, "Class Code", 0x0502, Meaning: "memory controller, CXL"),
            new(0x0C, 1, "Cache Line Size", Writable: 0xFF),
            new(0x0E, 1, "Header Type", Meaning: "type 0, one function"),
            .. bars.SelectMany((block, number) => block is null ? [] : Bar(number, block)),
            new(0x2C, 2, "Subsystem Vendor ID", identity.SubsystemVendorId, Meaning: "`pcie.subsystem_vendor_id`"),
            new(0x2E, 2, "Subsystem ID", identity.SubsystemId, Meaning: "`pcie.subsystem_id`"),
            new(0x34, 1, "Capabilities Pointer", PciExpress),
            new(0x3C, 1, "Interrupt Line", Writable: 0xFF),
            new(0x3D, 1, "Interrupt Pin", Meaning: "no INTx"),
        ];

    private static IEnumerable<Register> Bar(int number, RegisterBlock block)
    {
        const uint Is64Bit = 0x4;
        int offset = 0x10 + (4 * number);
        uint address = unchecked((uint)-block.Size);
        return
        [
            new(offset, 4, $"BAR {number}", Is64Bit, Writable: address,
                Meaning: $"{block.Name}, {block.Size / 1024} KiB, 64-bit, not prefetchable"),
            new(offset + 4, 4, $"BAR {number + 1}", Writable: uint.MaxValue, Meaning: $"BAR {number}, bits 63:32"),
        ];
    }

    private static IEnumerable<Register> PciExpressCapability(Action<ResetKind> reset) =>
    [
        new(PciExpress, 2, "PCI Express Capability ID", 0x10 | (Msix << 8), Meaning: "bits 7:0 ID, bits 15:8 next"),
        new(PciExpress + 0x02, 2, "PCI Express Capabilities", 0x0002, Meaning: "version 2, endpoint"),
        new(PciExpress + 0x04, 4, "Device Capabilities", 0x1000_8000,
            Meaning: "bit 15 role-based error reporting, bit 28 function level reset"),
        new(PciExpress + 0x08, 2, "Device Control", 0x2810, Writable: 0xFFFF,
            Meaning: "bit 15: a one resets the function; reads 0")
        {
            Written = (_, value) =>
            {
                if ((value & FunctionLevelReset) != 0)
                    reset(ResetKind.FunctionLevel);
            },
        },
        _deviceStatus,
        new(PciExpress + 0x0C, 4, "Link Capabilities", PciLink.Capabilities,
            Meaning: "bits 3:0 32 GT/s, bits 9:4 16 lanes"),
        new(PciExpress + 0x10, 2, "Link Control", Writable: 0x0DFB),
        new(PciExpress + 0x12, 2, "Link Status", PciLink.Status, OneToClear: 0xC000, Meaning: "as Link Capabilities"),
        new(PciExpress + 0x24, 4, "Device Capabilities 2"),
        new(PciExpress + 0x28, 2, "Device Control 2", Writable: 0x001F, Meaning: "completion timeout"),
        new(PciExpress + 0x2C, 4, "Link Capabilities 2", PciLink.Capabilities2, Meaning: "bits 7:1 2.5 to 32 GT/s"),
        new(PciExpress + 0x30, 2, "Link Control 2", 0x0005, Writable: 0x000F, Meaning: "bits 3:0 target speed"),
    ];

    private static IEnumerable<Register> MsixCapability() =>
    [
        new(Msix, 2, "MSI-X Capability ID", 0x11, Meaning: "bits 7:0 ID, bits 15:8 next: none"),
        new(Msix + 0x02, 2, "MSI-X Message Control", InterruptTable.Vectors
            - 1, Writable: 0xC000, Meaning: "bits 10:0 vectors - 1, bit 14 function mask, bit 15 enable"),
        new(Msix + 0x04, 4, "MSI-X Table", InterruptTable.Table
            | InterruptTable.Bar, Meaning: "bits 2:0 BAR, bits 31:3 offset"),
        new(Msix + 0x08, 4, "MSI-X Pending Bits", InterruptTable.PendingBits
            | InterruptTable.Bar, Meaning: "bits 2:0 BAR, bits 31:3 offset"),
    ];

    private static IEnumerable<Register> RegisterLocatorDvsec()
    {
        const ulong ComponentBlock = 1 << 8;
        const ulong DeviceBlock = 3 << 8;
        return
        [
            .. Dvsec(RegisterLocator, "Register Locator", id: 8, revision: 0, length: 0x1C, next: SerialNumber),
            new(RegisterLocator + 0x0C, 4, "Register Block 1 Low", ComponentBlock
                | 0, Meaning: "bits 2:0 BAR, bits 15:8 component registers, bits 31:16 offset"),
            new(RegisterLocator + 0x10, 4, "Register Block 1 High"),
            new(RegisterLocator + 0x14, 4, "Register Block 2 Low", DeviceBlock
                | 2, Meaning: "bits 2:0 BAR, bits 15:8 device registers, bits 31:16 offset"),
            new(RegisterLocator + 0x18, 4, "Register Block 2 High"),
        ];
    }

    private static IEnumerable<Register> SerialNumberCapability(ulong serialNumber) =>
    [
        new(SerialNumber, 4, "Device Serial Number Capability", ExtendedHeader(id: 3, DeviceDvsec),
            Meaning: "bits 15:0 ID, bits 31:20 next"),
        new(SerialNumber + 0x04, 4, "Serial Number Low", (uint)serialNumber, Meaning: "`serial_number`"),
        new(SerialNumber + 0x08, 4, "Serial Number High", serialNumber >> 32),
    ];

    private static IEnumerable<Register> DeviceDvsecRegisters(DeviceConfiguration configuration)
    {
        const ulong ValidActiveAsCdatSays = 0x4B;
        const ulong AddressBits = 0xF000_0000;
        ulong size = configuration.StaticCapacity;
        var configurationLock = new Register(
            DeviceDvsec + 0x14, 2, "CXL Lock", Writable: 1,
            Meaning: "bit 0: control, bases and this are locked until a conventional reset");
        return
        [
            .. Dvsec(DeviceDvsec, "CXL Device", id: 0, revision: 2, length: 0x3C, next: FlexBusDvsec),
            new(DeviceDvsec + 0x0A, 2, "CXL Capability", 0x001E,
                Meaning: "bit 1 IO, bit 2 Mem, bit 3 Mem HwInit mode, bits 5:4 one HDM range"),
            Lockable(
                new(DeviceDvsec + 0x0C, 2, "CXL Control", 0x0002, Writable: 0x4004,
                    Meaning: "bit 1 IO enabled, bit 2 Mem enable, bit 14 viral enable")),
            new(DeviceDvsec + 0x0E, 2, "CXL Status", OneToClear: 0x4000, Meaning: "bit 14 viral")
                { ResetBy = ResetKind.Conventional },
            new(DeviceDvsec + 0x10, 2, "CXL Control 2"),
            new(DeviceDvsec + 0x12, 2, "CXL Status 2"),
            Lockable(configurationLock),
            new(DeviceDvsec + 0x16, 2, "CXL Capability 2"),
            new(DeviceDvsec + 0x18, 4, "Range 1 Size High", size >> 32, Meaning: "static capacity in bytes"),
            new(DeviceDvsec + 0x1C, 4, "Range 1 Size Low", (size & AddressBits) | ValidActiveAsCdatSays,
                Meaning: "bit 0 valid, bit 1 active, bits 4:2 and 7:5 as the CDAT says, bits 31:28 size"),
            Lockable(new(DeviceDvsec + 0x20, 4, "Range 1 Base High", Writable: uint.MaxValue)),
            Lockable(new(DeviceDvsec + 0x24, 4, "Range 1 Base Low", Writable: AddressBits)),
            new(DeviceDvsec + 0x28, 4, "Range 2 Size High"),
            new(DeviceDvsec + 0x2C, 4, "Range 2 Size Low"),
            new(DeviceDvsec + 0x30, 4, "Range 2 Base High"),
            new(DeviceDvsec + 0x34, 4, "Range 2 Base Low"),
            new(DeviceDvsec + 0x38, 2, "CXL Capability 3"),
        ];

        bool IsLocked(RegisterBlock block) => (block[configurationLock] & 1) != 0;

        Register Lockable(Register register) => register with { ResetBy = ResetKind.Conventional, Locked = IsLocked };
    }

    // X2: what the link came up with; nothing that a host could change.
    private static IEnumerable<Register> FlexBusDvsecRegisters()
    {
        const ulong IoAndMemWith68ByteFlits = 0x0026;
        return
        [
            .. Dvsec(FlexBusDvsec, "Flex Bus Port", id: 7, revision: 2, length: 0x20, next: Doe),
            new(FlexBusDvsec + 0x0A, 2, "Flex Bus Port Capability", IoAndMemWith68ByteFlits,
                Meaning: "bit 1 IO, bit 2 Mem, bit 5 68-byte flits and VH"),
            new(FlexBusDvsec + 0x0C, 2, "Flex Bus Port Control", 0x0002, Meaning: "bit 1 IO enabled"),
            new(FlexBusDvsec + 0x0E, 2, "Flex Bus Port Status", IoAndMemWith68ByteFlits,
                Meaning: "bit 1 IO enabled, bit 2 Mem enabled, bit 5 68-byte flits and VH enabled"),
            new(FlexBusDvsec + 0x10, 4, "Flex Bus Port Received Modified TS Data Phase 1", 0x0000_00EF,
                Meaning: "bits 23:0, as QEMU's"),
            new(FlexBusDvsec + 0x14, 4, "Flex Bus Port Capability 2"),
            new(FlexBusDvsec + 0x18, 4, "Flex Bus Port Control 2"),
            new(FlexBusDvsec + 0x1C, 4, "Flex Bus Port Status 2"),
        ];
    }

    private static IEnumerable<Register> Dvsec(
        int offset, string name, ulong id, ulong revision, ulong length, int next) =>
    [
        new(offset, 4, $"{name} DVSEC", ExtendedHeader(id: 0x23, next), Meaning: "bits 15:0 ID, bits 31:20 next"),
        new(offset + 0x04, 4, $"{name} DVSEC Header 1", CxlVendor | (revision << 16)
            | (length << 20), Meaning: "bits 15:0 CXL's vendor ID, bits 19:16 revision, bits 31:20 length in bytes"),
        new(offset + 0x08, 2, $"{name} DVSEC Header 2", id, Meaning: "DVSEC ID"),
    ];

    private static ulong ExtendedHeader(ulong id, int next, ulong version = 1) =>
        id | (version << 16) | ((ulong)next << 20);
}
