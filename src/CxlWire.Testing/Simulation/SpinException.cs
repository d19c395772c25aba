namespace CxlWire.Testing.Simulation;

/// <summary>A simulation is not done with a second: somebody does the same again and again, without a pause.</summary>
internal sealed class SpinException : Exception
{
}
