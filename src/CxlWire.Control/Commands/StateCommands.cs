using CxlWire.Device;
using CxlWire.Device.Configuration;
using CxlWire.Device.Json;

namespace CxlWire.Control.Commands;

/// <summary>
/// The commands about what a device is in: docs/state.md. To save is no step of the device, and what is loaded is in
/// the journal itself, so that a recording can be played where the files are not.
/// </summary>
internal static class StateCommands
{
    public static Arguments Read(QmpArguments arguments) => new(arguments.Text("path"), arguments.Text("file"));

    /// <summary><c>x-cxlwire-save</c>: a device file that begins with what the device is in.</summary>
    public static void Save(QmpCall call, Arguments arguments)
    {
        CxlDevice device = QmpCommand.FindDevice(call.Server.Tree, arguments.Path);
        Action<string, DeviceConfiguration> save = call.Server.Options.SaveDevice ?? throw NoFiles();
        byte[] state;
        using (device.Enter())
            state = device.TakeState();
        Try(() => save(arguments.File, device.Configuration with { State = state }));
    }

    /// <summary><c>x-cxlwire-load</c>: the device goes back to what it was in when it was saved.</summary>
    public static void Load(QmpCall call, Arguments arguments)
    {
        CxlDevice device = QmpCommand.FindDevice(call.Server.Tree, arguments.Path);
        Func<string, DeviceConfiguration> load = call.Server.Options.LoadDevice ?? throw NoFiles();
        DeviceConfiguration saved = DeviceConfiguration.Default;
        Try(() => saved = load(arguments.File));
        if (saved.State.IsEmpty)
            throw Refuse("a device file without a state");
        if (!saved.IsMadeLike(device.Configuration))
            throw Refuse("of a device that is made otherwise");
        try
        {
            using (device.Enter())
                device.LoadState(saved.State);
        }
        catch (JsonFileException e)
        {
            throw Refuse(e.Message);
        }
    }

    private static void Try(Action action)
    {
        try
        {
            action();
        }
        catch (IOException e)
        {
            throw Refuse(e.Message);
        }
    }

    private static QmpException Refuse(string reason) =>
        QmpException.Generic($"Parameter 'file': {QmpException.Quote(reason)}");

    private static QmpException NoFiles() => QmpException.Generic("there are no files for the control socket here");

    public sealed record Arguments(string Path, string File);
}
