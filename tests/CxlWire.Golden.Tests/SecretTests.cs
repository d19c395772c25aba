using CxlWire.Tests;

namespace CxlWire.Golden.Tests;

public class SecretTests
{
    [Fact]
    public void K8_what_a_passphrase_spells_is_not_shown()
    {
        byte[] unlock = [.. Hex.Bytes("00 08 00 0345 200000 0000 0000"), .. "Nobody may read this, not even I"u8];
        string[] dump = [.. AnnotatedDump.Lines(new CciMessageReader(unlock)).Select(line => line.ToString())];
        Assert.Equal(
            [
                "000c  4e 6f 62 6f 64 79 20 6d    current_passphrase        32 bytes",
                "0014  61 79 20 72 65 61 64 20",
                "001c  74 68 69 73 2c 20 6e 6f",
                "0024  74 20 65 76 65 6e 20 49",
            ],
            dump[^4..]);
    }
}
