using CxlWire.Protocol;
using CxlWire.Protocol.Features;

namespace CxlWire.Device.Commands.Features;

/// <summary>CXL r3.1 8.2.9.6.3 Set Feature (0502h), whole or in parts: T3, T4.</summary>
internal static class SetFeature
{
    public static CommandResult Handle(CciPort port, ReadOnlySpan<byte> request, Span<byte> reply)
    {
        SetFeatureRequestView.TryCreate(request, out SetFeatureRequestView part, out _);
        if (port.Device.Features.Find(part.FeatureIdentifier) is not { } feature)
        {
            return CommandResult.Refused(Refusal.At(
                SetFeatureRequest.Layout, "feature_identifier", ReturnCode.Unsupported, "T3",
                "there is no such feature"));
        }

        return port.Host!.FeatureTransfer.Take(feature, part) is { } refusal
            ? CommandResult.Refused(refusal)
            : CommandResult.Success();
    }
}
