namespace CxlWire.Protocol.Fm;

/// <summary>Dynamic Capacity Add Reference (5606h) and Remove Reference (5607h).</summary>
[Layout(
    "dc_reference",
    "CXL r3.1 7.6.7.6.7 Dynamic Capacity Add Reference (5606h) and 7.6.7.6.8 Remove Reference (5607h)",
    16)]
[Payload(
    "AddDynamicCapacityReferenceRequest",
    "add_dc_reference_request",
    "CXL r3.1 7.6.7.6.7 Dynamic Capacity Add Reference (5606h)")]
[Payload(
    "RemoveDynamicCapacityReferenceRequest",
    "remove_dc_reference_request",
    "CXL r3.1 7.6.7.6.8 Dynamic Capacity Remove Reference (5607h)")]
public readonly partial record struct DynamicCapacityReference
{
    /// <summary>Tag whose capacity stays allocated (F8).</summary>
    [Field(0)] public partial Tag Tag { get; init; }
}
