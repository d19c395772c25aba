using CxlWire.Device;
using CxlWire.Device.Journal;

namespace CxlWire.Control.Commands;

/// <summary>One row of the command table.</summary>
internal sealed class QmpCommand
{
    // Bytes of a result that the journal keeps, and that are written with the gate held for it.
    private const int MaxKeptResult = 256 << 10;

    private readonly Action<QmpCall, QmpArguments> _run;

    private QmpCommand(string name, Action<QmpCall, QmpArguments> run)
    {
        Name = name;
        _run = run;
    }

    public string Name { get; }

    /// <summary>Its arguments, as <see cref="QmpSchema"/> writes them.</summary>
    public string Arguments { get; private init; } = "";

    /// <summary>Type of what it returns.</summary>
    public string Returns { get; private init; } = "{}";

    /// <summary>The same command, with what introspection tells of it.</summary>
    public QmpCommand Takes(string arguments, string returns = "{}") =>
        new(Name, _run) { Arguments = arguments, Returns = returns };

    /// <summary>A command about the process, without arguments.</summary>
    public static QmpCommand Of(string name, Action<QmpCall> execute) =>
        new(name, (call, arguments) =>
        {
            arguments.RefuseOthers();
            call.Run(() => execute(call), now: 0);
        });

    /// <summary>A command about the process; carried out only when all its arguments are right.</summary>
    public static QmpCommand Of<T>(string name, Func<QmpArguments, T> read, Action<QmpCall, T> execute) =>
        new(name, (call, arguments) =>
        {
            T known = read(arguments);
            arguments.RefuseOthers();
            call.Run(() => execute(call, known), now: 0);
        });

    /// <summary>A command about the device that <c>path</c> names, its only argument: a step of that device.</summary>
    public static QmpCommand OnDevice(string name, Action<QmpCall, CxlDevice> execute) =>
        OnDevice(name, _ => 0, (call, device, _) => execute(call, device));

    /// <summary>A command about the device that its argument <c>path</c> names: a step of that device.</summary>
    /// <param name="name">Of the command.</param>
    /// <param name="read">Reads the other arguments.</param>
    /// <param name="execute">Called with the device's gate held.</param>
    /// <param name="find">Finds the device; absent: complains as QEMU's commands about dynamic capacity do.</param>
    public static QmpCommand OnDevice<T>(
        string name,
        Func<QmpArguments, T> read,
        Action<QmpCall, CxlDevice, T> execute,
        Func<QomTree, string, CxlDevice>? find = null) =>
        new(name, (call, arguments) =>
        {
            string path = arguments.Text("path");
            T known = read(arguments);
            arguments.RefuseOthers();
            CxlDevice device = (find ?? FindDevice)(call.Server.Tree, path);
            RunOn(device, name, arguments, call, () => execute(call, device, known));
        });

    /// <summary>A command without arguments that is a step of every device.</summary>
    /// <param name="name">Of the command.</param>
    /// <param name="execute">Called with the device's gate held.</param>
    /// <param name="end">Called once, when all devices are done.</param>
    public static QmpCommand OnEveryDevice(string name, Action<CxlDevice> execute, Action<QmpCall> end) =>
        new(name, (call, arguments) =>
        {
            arguments.RefuseOthers();
            foreach (CxlDevice device in call.Server.Devices)
                device.CarryOut(name, arguments.Bytes, () => Done(() => execute(device)));
            call.Run(() => end(call), now: 0);
        });

    /// <exception cref="QmpException">It was not carried out; what it wrote is to be dropped.</exception>
    public void Run(QmpCall call, QmpArguments arguments) => _run(call, arguments);

    /// <summary>Finds a device, or complains as QEMU's commands about dynamic capacity do.</summary>
    public static CxlDevice FindDevice(QomTree tree, string path) =>
        tree.FindDevice(path) ?? throw QmpException.Generic(
            $"Unable to resolve CXL type 3 device: {tree.Instead(path)}");

    private static void RunOn(CxlDevice device, string name, QmpArguments arguments, QmpCall call, Action execute)
    {
        QmpException? refused = null;
        device.CarryOut(name, arguments.Bytes, () =>
        {
            try
            {
                ReadOnlyMemory<byte> returned = call.Run(execute, device.Journal.IsRecorded ? MaxKeptResult : 0);
                return new ControlOutcome(returned.Length <= MaxKeptResult ? returned : default, null);
            }
            catch (QmpException e)
            {
                refused = e;
                return new ControlOutcome(default, new ControlError(e.ErrorClass, e.Message));
            }
        });
        if (refused is not null)
            throw refused;
    }

    private static ControlOutcome Done(Action execute)
    {
        execute();
        return new ControlOutcome("{}"u8.ToArray(), null);
    }
}
