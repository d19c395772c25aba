namespace System.Runtime.CompilerServices;

/// <summary>Lets the compiler emit init accessors for a framework that lacks this type.</summary>
internal static class IsExternalInit;
