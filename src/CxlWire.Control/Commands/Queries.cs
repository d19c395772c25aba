namespace CxlWire.Control.Commands;

/// <summary>Commands that an ordinary QMP client asks of any QEMU.</summary>
internal static class Queries
{
    /// <summary><c>query-commands</c></summary>
    public static void Commands(QmpCall call)
    {
        call.Result.WriteStartArray();
        foreach (QmpCommand command in QmpCommandTable.Rows)
        {
            call.Result.WriteStartObject();
            call.Result.WriteString("name", command.Name);
            call.Result.WriteEndObject();
        }

        call.Result.WriteEndArray();
    }

    /// <summary><c>query-events</c></summary>
    public static void Events(QmpCall call)
    {
        call.Result.WriteStartArray();
        foreach ((string name, _) in QmpSchema.Events)
        {
            call.Result.WriteStartObject();
            call.Result.WriteString("name", name);
            call.Result.WriteEndObject();
        }

        call.Result.WriteEndArray();
    }

    /// <summary><c>query-name</c>: QEMU has it from its command line.</summary>
    public static void Name(QmpCall call)
    {
        call.Result.WriteStartObject();
        call.Result.WriteString("name", "cxlwire");
        call.Result.WriteEndObject();
    }

    /// <summary><c>query-status</c>: a device is always running.</summary>
    public static void Status(QmpCall call)
    {
        call.Result.WriteStartObject();
        call.Result.WriteBoolean("running", true);
        call.Result.WriteString("status", "running");
        call.Result.WriteEndObject();
    }

    /// <summary><c>query-version</c></summary>
    public static void Version(QmpCall call) => QmpVersion.Write(call.Result);
}
