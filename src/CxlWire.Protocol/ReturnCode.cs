namespace CxlWire.Protocol;

/// <summary>
/// CXL r3.1 8.2.8.4.5.1 command return code. Any value can be on the wire; it prints as "Invalid Input (02h)", "8000h".
/// </summary>
/// <param name="Value">The 16 bits, little endian on the wire.</param>
[OpenCode(HexDigits = 2)]
public readonly partial record struct ReturnCode(ushort Value)
{
    /// <summary>00h: the command did what it says.</summary>
    [Code(0x00, "Success")] public static partial ReturnCode Success { get; }

    /// <summary>01h: the command goes on in the background; 0002h tells how far it is.</summary>
    [Code(0x01, "Background Command Started")] public static partial ReturnCode BackgroundCommandStarted { get; }

    /// <summary>02h: a field of the request has a value that the device does not take.</summary>
    [Code(0x02, "Invalid Input")] public static partial ReturnCode InvalidInput { get; }

    /// <summary>03h: this CCI does not carry the command (C1).</summary>
    [Code(0x03, "Unsupported")] public static partial ReturnCode Unsupported { get; }

    /// <summary>04h: the device failed.</summary>
    [Code(0x04, "Internal Error")] public static partial ReturnCode InternalError { get; }

    /// <summary>05h: the request may succeed when sent again.</summary>
    [Code(0x05, "Retry Required")] public static partial ReturnCode RetryRequired { get; }

    /// <summary>06h: the device cannot take the request now.</summary>
    [Code(0x06, "Busy")] public static partial ReturnCode Busy { get; }

    /// <summary>07h: the media is disabled.</summary>
    [Code(0x07, "Media Disabled")] public static partial ReturnCode MediaDisabled { get; }

    /// <summary>08h: a firmware transfer is in progress.</summary>
    [Code(0x08, "FW Transfer in Progress")] public static partial ReturnCode FirmwareTransferInProgress { get; }

    /// <summary>09h: a part of a firmware transfer is out of order.</summary>
    [Code(0x09, "FW Transfer Out of Order")] public static partial ReturnCode FirmwareTransferOutOfOrder { get; }

    /// <summary>0Ah: the firmware could not be verified.</summary>
    [Code(0x0A, "FW Verification Failed")] public static partial ReturnCode FirmwareVerificationFailed { get; }

    /// <summary>0Bh: there is no such firmware slot, or it is in use.</summary>
    [Code(0x0B, "Invalid Slot")] public static partial ReturnCode InvalidSlot { get; }

    /// <summary>0Ch: the new firmware could not be activated; the old one runs.</summary>
    [Code(0x0C, "Activation Failed FW Rolled Back")]
    public static partial ReturnCode ActivationFailedFirmwareRolledBack { get; }

    /// <summary>0Dh: the new firmware runs after a cold reset only.</summary>
    [Code(0x0D, "Activation Failed Cold Reset Required")]
    public static partial ReturnCode ActivationFailedColdResetRequired { get; }

    /// <summary>0Eh: an event record handle that is not where it should be (E4).</summary>
    [Code(0x0E, "Invalid Handle")] public static partial ReturnCode InvalidHandle { get; }

    /// <summary>0Fh: a device physical address that the request may not name (A2, A3, L2).</summary>
    [Code(0x0F, "Invalid Physical Address")] public static partial ReturnCode InvalidPhysicalAddress { get; }

    /// <summary>10h: no more poison can be injected.</summary>
    [Code(0x10, "Inject Poison Limit Reached")] public static partial ReturnCode InjectPoisonLimitReached { get; }

    /// <summary>11h: the media has failed for good.</summary>
    [Code(0x11, "Permanent Media Failure")] public static partial ReturnCode PermanentMediaFailure { get; }

    /// <summary>12h: the background operation was aborted.</summary>
    [Code(0x12, "Aborted")] public static partial ReturnCode Aborted { get; }

    /// <summary>13h: the security state does not allow the command.</summary>
    [Code(0x13, "Invalid Security State")] public static partial ReturnCode InvalidSecurityState { get; }

    /// <summary>14h: the passphrase is wrong.</summary>
    [Code(0x14, "Incorrect Passphrase")] public static partial ReturnCode IncorrectPassphrase { get; }

    /// <summary>15h: the command is not one of this mailbox or CCI.</summary>
    [Code(0x15, "Unsupported Mailbox or CCI")] public static partial ReturnCode UnsupportedMailboxOrCci { get; }

    /// <summary>16h: the payload is longer or shorter than the command's (C2).</summary>
    [Code(0x16, "Invalid Payload Length")] public static partial ReturnCode InvalidPayloadLength { get; }

    /// <summary>17h: no such log.</summary>
    [Code(0x17, "Invalid Log")] public static partial ReturnCode InvalidLog { get; }

    /// <summary>18h: the command was interrupted before it ended.</summary>
    [Code(0x18, "Interrupted")] public static partial ReturnCode Interrupted { get; }

    /// <summary>19h: no such version of the feature.</summary>
    [Code(0x19, "Unsupported Feature Version")] public static partial ReturnCode UnsupportedFeatureVersion { get; }

    /// <summary>1Ah: no such selection of the feature.</summary>
    [Code(0x1A, "Unsupported Feature Selection Value")]
    public static partial ReturnCode UnsupportedFeatureSelectionValue { get; }

    /// <summary>1Bh: a feature transfer is in progress.</summary>
    [Code(0x1B, "Feature Transfer in Progress")] public static partial ReturnCode FeatureTransferInProgress { get; }

    /// <summary>1Ch: a part of a feature transfer is out of order.</summary>
    [Code(0x1C, "Feature Transfer Out of Order")] public static partial ReturnCode FeatureTransferOutOfOrder { get; }

    /// <summary>1Dh: the device tracks no more extents or tags (A9, L3, F2).</summary>
    [Code(0x1D, "Resources Exhausted")] public static partial ReturnCode ResourcesExhausted { get; }

    /// <summary>1Eh: an extent of the list is malformed, misaligned or overlaps another (A4).</summary>
    [Code(0x1E, "Invalid Extent List")] public static partial ReturnCode InvalidExtentList { get; }

    /// <summary>1Fh: a part of a transfer is out of order.</summary>
    [Code(0x1F, "Transfer Out of Order")] public static partial ReturnCode TransferOutOfOrder { get; }

    /// <summary>20h: the background operation cannot be aborted.</summary>
    [Code(0x20, "Request Abort Background Operation Not Supported")]
    public static partial ReturnCode RequestAbortBackgroundOperationNotSupported { get; }
}
