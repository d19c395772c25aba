using System.Globalization;
using System.Text;

namespace CxlWire.Benchmarks;

/// <summary>What something costs, by how much there is of it.</summary>
/// <param name="Name">What it is.</param>
/// <param name="Points">Size, and cost in microseconds.</param>
internal sealed record Series(string Name, IReadOnlyList<(int Size, double Cost)> Points);

/// <summary>Tables in Markdown, and plots in SVG.</summary>
internal static class Report
{
    private const int Left = 60;
    private const int Top = 20;
    private const int Width = 460;
    private const int Height = 400;
    private const int Legend = 300;

    private static readonly string[] _colours =
        ["#3366cc", "#dc3912", "#ff9900", "#109618", "#990099", "#0099c6", "#dd4477", "#66aa00", "#b82e2e", "#316395",
            "#994499", "#22aa99", "#888800", "#333333", "#aaaaaa"];

    public static void Print(string title, Series[] series)
    {
        Console.WriteLine();
        Console.WriteLine(title);
        Console.WriteLine();
        Console.WriteLine($"| | {string.Join(" | ", series[0].Points.Select(p => Text(p.Size, "N0")))} | ratio |");
        Console.WriteLine($"|---|{string.Concat(series[0].Points.Select(_ => "--:|"))}--:|");
        foreach (Series one in series)
        {
            string costs = string.Join(" | ", one.Points.Select(p => Text(p.Cost, "0.00")));
            Console.WriteLine($"| {one.Name} | {costs} | {Text(one.Points[^1].Cost / one.Points[0].Cost, "0.00")} |");
        }
    }

    /// <summary>
    /// Both axes are logarithmic: what is linear in all stays level here, what is quadratic rises like a stair.
    /// </summary>
    public static void Draw(string path, string sizes, string costs, Series[] series)
    {
        double lowest = Math.Floor(series.Min(s => s.Points.Min(p => Math.Log10(p.Cost))));
        double highest = Math.Ceiling(series.Max(s => s.Points.Max(p => Math.Log10(p.Cost))));
        double first = Math.Log10(series[0].Points[0].Size), last = Math.Log10(series.Max(s => s.Points[^1].Size));
        double X(double size) => Left + ((Math.Log10(size) - first) / (last - first) * Width);
        double Y(double cost) => Top + ((highest - Math.Log10(cost)) / (highest - lowest) * Height);
        var svg = new StringBuilder();
        void Line(string text) => svg.Append(text).Append('\n');
        Line(
            $"""<svg xmlns="http://www.w3.org/2000/svg" width="{Left + Width + 20 + Legend}" """
                + $"""height="{Top + Height + 50}" font-family="sans-serif" font-size="12">""");
        Line("""<rect width="100%" height="100%" fill="white"/>""");
        for (double decade = lowest; decade <= highest; decade++)
        {
            double y = Y(Math.Pow(10, decade));
            Line(
                $"""<path d="M{Left} {Text(y)}h{Width}" stroke="#ddd"/>"""
                    + $"""<text x="{Left - 6}" y="{Text(y + 4)}" text-anchor="end">"""
                    + $"""{Text(Math.Pow(10, decade), "0.###")}</text>""");
        }

        for (double decade = Math.Ceiling(first); decade <= last; decade++)
        {
            double x = X(Math.Pow(10, decade));
            Line(
                $"""<path d="M{Text(x)} {Top}v{Height}" stroke="#ddd"/>"""
                    + $"""<text x="{Text(x)}" y="{Top + Height + 16}" text-anchor="middle">"""
                    + $"""{Text(Math.Pow(10, decade), "N0")}</text>""");
        }

        Line($"""<text x="{Left + (Width / 2)}" y="{Top + Height + 38}" text-anchor="middle">{sizes}</text>""");
        Line(
            $"""<text transform="translate(14 {Top + (Height / 2)})"""
                + $""" rotate(-90)" text-anchor="middle">{costs}</text>""");
        for (int i = 0; i < series.Length; i++)
        {
            string points = string.Join(' ', series[i].Points.Select(p => $"{Text(X(p.Size))},{Text(Y(p.Cost))}"));
            int y = Top + 12 + (20 * i), x = Left + Width + 20;
            Line($"""<polyline points="{points}" fill="none" stroke="{_colours[i]}" stroke-width="2"/>""");
            Line(
                $"""<path d="M{x} {y - 4}h16" stroke="{_colours[i]}" stroke-width="3"/><text"""
                    + $""" x="{x + 22}" y="{y}">{series[i].Name}</text>""");
        }

        Line("</svg>");
        File.WriteAllText(path, svg.ToString());
    }

    private static string Text(double value, string format = "0.0") =>
        value.ToString(format, CultureInfo.InvariantCulture);
}
