using CxlWire.Device;

namespace CxlWire.Control;

/// <summary>The objects that lead to the devices, named by QOM paths.</summary>
internal sealed class QomTree
{
    private readonly Dictionary<string, Node> _nodes = new(StringComparer.Ordinal);
    private readonly string _devices;

    /// <exception cref="ArgumentException">Two devices have the same path.</exception>
    public QomTree(IEnumerable<CxlDevice> devices)
    {
        var root = new Node("");
        _nodes.Add("", root);
        foreach (CxlDevice device in devices)
        {
            Node node = root;
            foreach (string part in Split(device.Configuration.QomPath))
                node = GetOrAddChild(node, part);
            if (node.Device is not null)
                throw new ArgumentException(
                    $"two devices have the path {device.Configuration.QomPath}", nameof(devices));
            node.Device = device;
        }

        string[] paths = [.. _nodes.Values.Where(node => node.Device is not null).Select(node => node.Path)];
        _devices = paths.Length switch
        {
            0 => "there are no devices",
            1 => $"the device is {paths[0]}",
            _ => $"the devices are {paths[0]} and {paths.Length - 1} more",
        };
    }

    /// <summary>Half a sentence: the path that leads to no device, and which would.</summary>
    public string Instead(string path) => $"'{QmpException.Quote(path)}' is given, {_devices}";

    /// <summary>An object of the tree.</summary>
    /// <param name="path">From the root; without a slash at the end, "" being the root.</param>
    public sealed class Node(string path)
    {
        public string Path => path;

        public CxlDevice? Device { get; set; }

        /// <summary>In the order in which they were made.</summary>
        public List<(string Name, Node Node)> Children { get; } = [];

        public string TypeName => Device is null ? "container" : "cxl-type3";
    }

    /// <summary>
    /// The object of a path from the root, or of a partial path: the trailing parts of one object's path.
    /// </summary>
    /// <returns>Null where there is none, or more than one.</returns>
    public Node? Find(string path, out bool ambiguous) => Find(path, devicesOnly: false, out ambiguous);

    /// <inheritdoc cref="Find(string, out bool)"/>
    public CxlDevice? FindDevice(string path) => Find(path, devicesOnly: true, out _)?.Device;

    private static string[] Split(string path) => path.Split('/', StringSplitOptions.RemoveEmptyEntries);

    private Node? Find(string path, bool devicesOnly, out bool ambiguous)
    {
        ambiguous = false;
        string canonical = string.Concat(Split(path).Select(part => $"/{part}"));
        if (path.StartsWith('/'))
            return _nodes.GetValueOrDefault(canonical);
        if (canonical.Length == 0)
            return null;
        Node[] found =
        [
            .. _nodes.Values
                .Where(node => node.Path.EndsWith(canonical, StringComparison.Ordinal))
                .Where(node => node.Device is not null || !devicesOnly)
                .Take(2),
        ];
        ambiguous = found.Length > 1;
        return ambiguous ? null : found.FirstOrDefault();
    }

    private Node GetOrAddChild(Node parent, string name)
    {
        string path = $"{parent.Path}/{name}";
        if (_nodes.TryGetValue(path, out Node? child))
            return child;
        child = new Node(path);
        _nodes.Add(path, child);
        parent.Children.Add((name, child));
        return child;
    }
}
