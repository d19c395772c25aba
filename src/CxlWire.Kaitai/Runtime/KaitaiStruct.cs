// The names are the Kaitai runtime's; generated code uses them.
#pragma warning disable CA1051, CA1707, CA1708, IDE1006

namespace Kaitai;

/// <summary>What every generated parser derives from.</summary>
public abstract class KaitaiStruct
{
    /// <summary>The stream that the parser reads, for the generated code.</summary>
    protected readonly KaitaiStream m_io;

    /// <summary>Keeps the stream; the derived class reads it.</summary>
    protected KaitaiStruct(KaitaiStream stream) => m_io = stream;

    /// <summary>The stream that the parser reads.</summary>
    public KaitaiStream M_Io => m_io;
}
