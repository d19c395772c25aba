using System.Text.Json;

namespace CxlWire.Control.Commands;

/// <summary>What a command works on while it runs.</summary>
/// <param name="Server">The shared part: devices, clock, sessions.</param>
/// <param name="Session">The connection that the command came from.</param>
/// <param name="Result">Takes one value; nothing written stands for an empty object.</param>
internal readonly record struct QmpCall(QmpServer Server, QmpSession Session, Utf8JsonWriter Result);

/// <summary>One row of the command table.</summary>
internal sealed class QmpCommand
{
    private readonly Action<QmpCall, QmpArguments> _run;

    private QmpCommand(string name, Action<QmpCall, QmpArguments> run)
    {
        Name = name;
        _run = run;
    }

    public string Name { get; }

    /// <summary>A command without arguments.</summary>
    public static QmpCommand Of(string name, Action<QmpCall> execute) =>
        new(name, (call, arguments) =>
        {
            arguments.RefuseOthers();
            execute(call);
        });

    /// <summary>A command that is carried out only when all its arguments are right, and no others are there.</summary>
    public static QmpCommand Of<T>(string name, Func<QmpArguments, T> read, Action<QmpCall, T> execute) =>
        new(name, (call, arguments) =>
        {
            T known = read(arguments);
            arguments.RefuseOthers();
            execute(call, known);
        });

    /// <exception cref="QmpException">It was not carried out; what it wrote is to be dropped.</exception>
    public void Run(QmpCall call, QmpArguments arguments) => _run(call, arguments);
}
