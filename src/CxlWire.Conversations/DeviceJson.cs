using System.Text;
using System.Text.Json;
using CxlWire.Device.Configuration;
using CxlWire.Device.Json;

namespace CxlWire.Conversations;

/// <summary>A whole device, as device files have it (docs/device-file.md).</summary>
internal static class DeviceJson
{
    /// <exception cref="JsonFileException">It is no device.</exception>
    public static DeviceConfiguration Read(JsonMember device)
    {
        try
        {
            return DeviceConfigurationFile.Parse(Encoding.UTF8.GetBytes(device.Element!.Value.GetRawText()));
        }
        catch (JsonFileException e)
        {
            throw new JsonFileException(device.Path, e);
        }
    }

    public static void Write(Utf8JsonWriter json, DeviceConfiguration device) =>
        DeviceConfigurationWriter.Write(json, device);
}
