using CxlWire.Protocol;
using CxlWire.Protocol.Features;

namespace CxlWire.Device.Commands.Features;

/// <summary>CXL r3.1 8.2.9.6.2 Get Feature (0501h): T2.</summary>
internal static class GetFeature
{
    public static CommandResult Handle(CciPort port, ReadOnlySpan<byte> request, Span<byte> reply)
    {
        GetFeatureRequest.TryRead(request, out GetFeatureRequest wanted, out _);
        if (port.Device.Features.Find(wanted.FeatureIdentifier) is not { } feature)
            return Refuse("feature_identifier", ReturnCode.Unsupported, "there is no such feature");
        if (port.Host!.FeatureTransfer.IsOf(feature))
        {
            return Refuse(
                "feature_identifier", ReturnCode.FeatureTransferInProgress, "parts of it are being transferred");
        }

        if (wanted.Selection.Value > FeatureSelection.Saved.Value)
            return Refuse("selection", ReturnCode.UnsupportedFeatureSelectionValue, "not a selection");
        if (wanted.Offset >= feature.GetSize)
            return Refuse("offset", ReturnCode.InvalidInput, $"the feature has {feature.GetSize} bytes");
        if (wanted.Count > reply.Length)
            return Refuse("count", ReturnCode.InvalidInput, "does not fit the payload");
        ReadOnlySpan<byte> value = feature.Read(wanted.Selection).AsSpan(wanted.Offset);
        value = value[..Math.Min(wanted.Count, value.Length)];
        value.CopyTo(reply);
        return CommandResult.Success(value.Length);
    }

    private static CommandResult Refuse(string field, ReturnCode code, string reason) =>
        CommandResult.Refused(Refusal.At(GetFeatureRequest.Layout, field, code, "T2", reason));
}
