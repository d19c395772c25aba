using System.Runtime.CompilerServices;

// All system calls take plain numbers and pointers: so said, they are compiled ahead of time, and called directly.
[assembly: DisableRuntimeMarshalling]
