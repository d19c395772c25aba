namespace CxlWire.Fuzz.Engine;

/// <summary>
/// Something that takes input from strangers: what input looks like, and what must hold whatever it is. An input is
/// a list of pieces (steps, messages, accesses), so that one that fails can be made smaller without breaking its form.
/// </summary>
internal abstract class FuzzTarget : IDisposable
{
    /// <summary>Name on the command line and in stored failures.</summary>
    public abstract string Name { get; }

    /// <summary>Makes an input: mostly sound, and wrong somewhere. The same for the same random numbers.</summary>
    public abstract byte[][] Create(Random random);

    /// <summary>Gives the input to what is tested, from a fresh state. Any pieces must be taken.</summary>
    /// <exception cref="FuzzFailure">Something that must hold does not. Any other exception is a failure,
    /// too.</exception>
    public abstract void Run(byte[][] pieces);

    /// <summary>Bytes that <see cref="Run"/> may allocate, its own checks included.</summary>
    /// <param name="length">Bytes of the input.</param>
    public virtual long MaximumAllocation(long length) => (16L << 20) + (512 * length);

    public virtual void Dispose()
    {
    }
}
