namespace CxlWire.Cli.Serving;

/// <summary>Things that are disposed together.</summary>
internal sealed class DisposableList<T> : IDisposable
    where T : IDisposable
{
    private readonly List<T> _items = [];

    /// <summary>In the order in which they were added.</summary>
    public IReadOnlyList<T> Items => _items;

    /// <summary>Adds one.</summary>
    public void Add(T item) => _items.Add(item);

    /// <summary>Disposes of all.</summary>
    public void Dispose() => _items.ForEach(item => item.Dispose());
}
