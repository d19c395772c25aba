using System.IO.Pipelines;
using System.Reflection;
using System.Runtime.Loader;
using CxlWire.Testing.Simulation;
using CxlWire.Tests;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace CxlWire.Examples.Tests;

/// <summary>The driver of examples/driver with a mistake in its text, compiled and loaded.</summary>
internal sealed class CompiledDriver
{
    private const string Usings = """
        global using System;
        global using System.Collections.Generic;
        global using System.IO;
        global using System.Linq;
        global using System.Threading;
        global using System.Threading.Tasks;
        """;

    private static readonly MetadataReference[] _references =
        [.. ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!).Split(Path.PathSeparator)
            .Where(path => !path.EndsWith("cxlwire-example-driver.dll", StringComparison.Ordinal))
            .Select(path => MetadataReference.CreateFromFile(path))];

    private readonly Type _driver;

    private CompiledDriver(Assembly assembly) =>
        _driver = assembly.GetType("CxlWire.Examples.Driver.DcdDriver", throwOnError: true)!;

    /// <summary>Its text, by file.</summary>
    public static IReadOnlyDictionary<string, string> Sources { get; } =
        Directory.EnumerateFiles(Repository.PathOf("examples", "driver"), "*.cs")
            .Where(file => Path.GetFileName(file) != "Program.cs")
            .ToDictionary(file => Path.GetFileName(file)!, File.ReadAllText);

    /// <summary>Compiles the driver, with a piece of its text replaced.</summary>
    /// <exception cref="ArgumentException">The piece is not in it once, or what it makes is no C#.</exception>
    public static CompiledDriver Compile(string find, string replace)
    {
        Dictionary<string, string> sources = Sources.ToDictionary(pair => pair.Key, pair => pair.Value);
        string[] places = [.. sources.Where(pair => pair.Value.Contains(find, StringComparison.Ordinal))
            .Select(pair => pair.Key)];
        if (places.Length != 1 || sources[places[0]].Split(find).Length != 2)
            throw new ArgumentException($"not once in the driver: {find}", nameof(find));
        sources[places[0]] = sources[places[0]].Replace(find, replace, StringComparison.Ordinal);
        var compilation = CSharpCompilation.Create(
            "driver",
            sources.Values.Append(Usings).Select(text => CSharpSyntaxTree.ParseText(text)),
            _references,
            new CSharpCompilationOptions(
                OutputKind.DynamicallyLinkedLibrary, nullableContextOptions: NullableContextOptions.Enable));
        using var bytes = new MemoryStream();
        var result = compilation.Emit(bytes);
        if (!result.Success)
            throw new ArgumentException(string.Join("\n", result.Diagnostics), nameof(replace));
        bytes.Position = 0;
        return new CompiledDriver(
            new AssemblyLoadContext("driver", isCollectible: false).LoadFromStream(bytes));
    }

    /// <summary>Has one drive, until it is cancelled.</summary>
    public async Task RunAsync(SimulatedHost host, CancellationToken cancellationToken)
    {
        Func<CancellationToken, ValueTask<IDuplexPipe>> connect = _ => ValueTask.FromResult(host.Connect());
        object driver = Activator.CreateInstance(_driver, connect, null, host.Time)!;
        await using var disposed = (IAsyncDisposable)driver;
        await (Task)_driver.GetMethod("RunAsync")!.Invoke(driver, [cancellationToken])!;
    }
}
