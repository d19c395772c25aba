using CxlWire.Protocol;

namespace CxlWire.Device.FabricManagement;

/// <summary>Refuses a request at a field, or at the argument of that name.</summary>
internal delegate Refusal RefuseField(ReturnCode code, string? rule, string field, string reason);
