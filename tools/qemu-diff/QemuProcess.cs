using System.Diagnostics;
using System.Globalization;
using System.Net.Sockets;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using CxlWire.Conversations;
using CxlWire.Protocol;

namespace CxlWire.QemuDiff;

/// <summary>
/// A running QEMU with one cxl-type3 device, the one that fixtures/devices/qemu-11.1.json describes. There is
/// no guest: the registers of the host's mailbox are read and written through the qtest socket, and the
/// Fabric Manager speaks through QMP.
/// </summary>
internal sealed class QemuProcess : IDisposable
{
    private const string DevicePath = "/machine/peripheral/dcd0";

    // Where this puts things in the guest's physical address space; the guest's memory ends below.
    private const ulong ConfigurationSpace = 0xB000_0000;
    private const uint BridgeWindow = 0xE7F0_E000; // E000_0000h to E7FF_FFFFh, as base and limit registers have it.
    private const uint ComponentRegisters = 0xE000_0000;
    private const uint DeviceRegisters = 0xE100_0000;
    private const uint VectorTable = 0xE200_0000;

    // Buses as on the command line below.
    private const int RootPortBus = 12;
    private const int DeviceBus = 13;

    private const uint MemoryDeviceClass = 0x05_0210;
    private const ushort MailboxCapability = 2;

    // CXL r3.1 8.2.8.4 Mailbox registers.
    private const int MailboxControl = 4;
    private const int MailboxCommand = 8;
    private const int MailboxStatus = 0x10;
    private const int MailboxPayload = 0x20;

    private static readonly TimeSpan _patience = TimeSpan.FromSeconds(30);

    private readonly Process _process;
    private readonly LineSocket _registers;
    private readonly LineSocket _control;
    private ulong _mailbox;

    private QemuProcess(Process process, LineSocket registers, LineSocket control) =>
        (_process, _registers, _control) = (process, registers, control);

    /// <summary>Starts a fresh QEMU, whose device is ready for commands.</summary>
    /// <exception cref="QemuStartException">It does not start, or has no such device.</exception>
    public static async Task<QemuProcess> StartAsync(QemuInstallation installation)
    {
        string name = $"tmp/cxlwire-{Guid.NewGuid():N}";
        string directory = Path.Combine(installation.Root ?? "/", name);
        Directory.CreateDirectory(directory);
        try
        {
            // QEMU connects to us: nobody has to wait for a socket to appear.
            using Socket registers = Listen(Path.Combine(directory, "qtest"));
            using Socket control = Listen(Path.Combine(directory, "qmp"));
            Process process = installation.Start(Arguments($"/{name}/qtest", $"/{name}/qmp"));
            var complaints = new StringBuilder();
            process.ErrorDataReceived += (_, line) => complaints.AppendLine(line.Data);
            process.BeginErrorReadLine();
            process.BeginOutputReadLine();
            QemuProcess? qemu = null;
            try
            {
                qemu = new QemuProcess(
                    process, new LineSocket(await AcceptAsync(registers, process)),
                    new LineSocket(await AcceptAsync(control, process)));
                qemu.SetUp();
                return qemu;
            }
            catch (Exception e) when (e is OperationCanceledException or QemuDiedException)
            {
                process.Kill();
                process.WaitForExit();
                qemu?.Dispose();
                throw new QemuStartException($"QEMU does not start: {complaints.ToString().Trim()}");
            }
            catch (QemuStartException)
            {
                qemu!.Dispose();
                throw;
            }
        }
        finally
        {
            Directory.Delete(directory, recursive: true);
        }
    }

    /// <summary>Answers a step, of the host or the control socket.</summary>
    /// <returns>The reply, or null: QEMU died of it.</returns>
    public StepReply? Ask(ConversationStep step)
    {
        try
        {
            return step switch
            {
                HostStep command => Ask(command),
                CapacityStep command => new StepReply.Control(Ask(command)),
                _ => throw new ArgumentException("neither the host's nor the control socket's", nameof(step)),
            };
        }
        catch (QemuDiedException)
        {
            return null;
        }
    }

    public void Dispose()
    {
        _process.Kill();
        _process.WaitForExit();
        _registers.Dispose();
        _control.Dispose();
        _process.Dispose();
    }

    private static Socket Listen(string path)
    {
        var socket = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        socket.Bind(new UnixDomainSocketEndPoint(path));
        socket.Listen();
        return socket;
    }

    /// <summary>Waits for QEMU to connect, as long as it lives.</summary>
    private static async Task<Socket> AcceptAsync(Socket listener, Process process)
    {
        using var giveUp = new CancellationTokenSource(_patience);
        Task<Socket> accepted = listener.AcceptAsync(giveUp.Token).AsTask();
        await Task.WhenAny(accepted, process.WaitForExitAsync(giveUp.Token));
        await giveUp.CancelAsync();
        return await accepted;
    }

    private static string[] Arguments(string registers, string control) =>
    [
        "-machine", "q35,cxl=on", "-accel", "qtest", "-m", "512M",
        "-display", "none", "-nodefaults", "-no-user-config",
        "-qtest", $"unix:{registers}", "-qtest-log", "/dev/null", "-qmp", $"unix:{control}",
        "-object", "memory-backend-ram,id=dynamic,size=2G,share=on",
        "-object", "memory-backend-ram,id=volatile,size=256M",
        "-object", "memory-backend-ram,id=labels,size=4K",
        "-device", "pxb-cxl,bus_nr=12,bus=pcie.0,id=bridge",
        "-device", "cxl-rp,port=0,bus=bridge,id=rp0,chassis=0,slot=2",
        "-device",
        "cxl-type3,bus=rp0,id=dcd0,volatile-memdev=volatile,volatile-dc-memdev=dynamic,num-dc-regions=2,sn=0x1234",
        "-M", "cxl-fmw.0.targets.0=bridge,cxl-fmw.0.size=4G",
    ];

    /// <summary>Does what firmware would: gives the bridge and the device addresses, and finds the mailbox.</summary>
    private void SetUp()
    {
        _control.Receive();
        Command("qmp_capabilities", []);

        // PCIEXBAR of q35, through the ports: from here on configuration space is memory.
        Registers("outl 0xcf8 0x80000060");
        Registers($"outl 0xcfc 0x{ConfigurationSpace | 1:x}");

        static ulong Configuration(int bus, int register) => ConfigurationSpace + ((ulong)bus << 20) + (ulong)register;
        Write32(Configuration(RootPortBus, 0x18), RootPortBus | (DeviceBus << 8) | (DeviceBus << 16));
        Write32(Configuration(RootPortBus, 0x20), BridgeWindow);
        Write16(Configuration(RootPortBus, 4), 6);
        if (Read32(Configuration(DeviceBus, 8)) >> 8 != MemoryDeviceClass)
            throw new QemuStartException("QEMU shows no CXL memory device behind the root port");
        uint[] bars = [ComponentRegisters, DeviceRegisters, VectorTable];
        for (int i = 0; i < bars.Length; i++)
        {
            Write32(Configuration(DeviceBus, 0x10 + (8 * i)), bars[i]);
            Write32(Configuration(DeviceBus, 0x14 + (8 * i)), 0);
        }

        Write16(Configuration(DeviceBus, 4), 6);
        int capabilities = (ushort)(Read64(DeviceRegisters) >> 32);
        for (int i = 1; i <= capabilities; i++)
        {
            ulong header = Read64(DeviceRegisters + (16UL * (uint)i));
            if ((ushort)header == MailboxCapability)
                _mailbox = DeviceRegisters + (header >> 32);
        }

        if (_mailbox == 0)
            throw new QemuStartException("QEMU's device has no primary mailbox");
    }

    private StepReply.Cci Ask(HostStep step)
    {
        if (step.Request.Length > 0)
            Registers(
                $"write 0x{_mailbox + MailboxPayload:x} 0x{step.Request.Length:x} "
                    + $"0x{Convert.ToHexStringLower(step.Request.Span)}");
        Write64(_mailbox + MailboxCommand, step.Opcode.Value | ((ulong)step.Request.Length << 16));
        Write32(_mailbox + MailboxControl, 1);
        var code = new ReturnCode((ushort)(Read64(_mailbox + MailboxStatus) >> 32));
        int length = (int)(Read64(_mailbox + MailboxCommand) >> 16) & 0x1F_FFFF;
        byte[] payload = length == 0
            ? []
            : Convert.FromHexString(Registers($"read 0x{_mailbox + MailboxPayload:x} 0x{length:x}").AsSpan(2));
        return new StepReply.Cci(code, payload);
    }

    private string? Ask(CapacityStep step)
    {
        var arguments = new JsonObject
        {
            ["path"] = DevicePath,
            ["host-id"] = step.HostId,
            [step.IsAdd ? "selection-policy" : "removal-policy"] = step.Policy,
            ["region"] = step.Region,
            ["extents"] = new JsonArray(
                [.. step.Extents.Select(e => new JsonObject { ["offset"] = e.Offset, ["len"] = e.Length })]),
        };
        if (step.Tag is not null)
            arguments["tag"] = step.Tag;
        if (step.ForcedRemoval)
            arguments["forced-removal"] = true;
        if (step.SanitizeOnRelease)
            arguments["sanitize-on-release"] = true;
        return Command(step.IsAdd ? "cxl-add-dynamic-capacity" : "cxl-release-dynamic-capacity", arguments);
    }

    /// <summary>A QMP command; the description of its error, or null.</summary>
    private string? Command(string name, JsonObject arguments)
    {
        _control.Send(new JsonObject { ["execute"] = name, ["arguments"] = arguments }.ToJsonString());
        while (true)
        {
            using var reply = JsonDocument.Parse(_control.Receive());
            if (reply.RootElement.TryGetProperty("error", out JsonElement error))
                return error.GetProperty("desc").GetString();
            if (reply.RootElement.TryGetProperty("return", out _))
                return null;
        }
    }

    private uint Read32(ulong address) => (uint)ReadNumber("readl", address);

    private ulong Read64(ulong address) => ReadNumber("readq", address);

    private void Write16(ulong address, ushort value) => Registers($"writew 0x{address:x} 0x{value:x}");

    private void Write32(ulong address, uint value) => Registers($"writel 0x{address:x} 0x{value:x}");

    private void Write64(ulong address, ulong value) => Registers($"writeq 0x{address:x} 0x{value:x}");

    private ulong ReadNumber(string command, ulong address) =>
        ulong.Parse(
            Registers($"{command} 0x{address:x}").AsSpan(2), NumberStyles.HexNumber, CultureInfo.InvariantCulture);

    /// <summary>A qtest command; what comes after OK.</summary>
    private string Registers(string command)
    {
        _registers.Send(command);
        while (true)
        {
            string[] reply = _registers.Receive().Split(' ', 2);
            if (reply[0] == "OK")
                return reply.Length > 1 ? reply[1] : "";
            if (reply[0] is "FAIL" or "ERR")
                throw new InvalidOperationException($"qtest refuses '{command}'");
        }
    }
}
