using System.Globalization;
using System.Text;
using MicrogradSharp.Nn;

namespace Playground.Tabs.Network;

/// <summary>Where the neurons of a diagram are, and the edges between them.</summary>
public sealed class NetworkLayout
{
    public const int Width = 640, Height = 390;

    private const int Widths = 4;           // of edges
    private const double WidestWeight = 2;

    private readonly string[] _curves;      // of all edges, in the order of the weights
    private readonly MLP _model;

    public NetworkLayout(MLP model)
    {
        _model = model;
        int[] sizes = [model.InputCount, .. model.Layers.Select(layer => layer.Neurons.Count)];
        Size = Math.Min(44, (double)(Height - 8) / sizes.Max() - 6);
        Columns = [.. sizes.Select((size, column) => Column(column, sizes.Length, size))];
        _curves = [.. Curves()];
    }

    /// <summary>The side of a neuron.</summary>
    public double Size { get; }

    /// <summary>The middles of the inputs, of the neurons of each hidden layer, and of the output.</summary>
    public IReadOnlyList<IReadOnlyList<(double X, double Y)>> Columns { get; }

    /// <summary>The class of the path at an index of <see cref="Edges" />: its colour by sign, its width by size.</summary>
    public static string Style(int index) => $"{(index < Widths ? "blue" : "orange")} w{index % Widths}";

    /// <summary>The edges as paths: those of weights below 0, thin to thick, then the others.</summary>
    public string[] Edges()
    {
        var paths = new StringBuilder[2 * Widths];
        for (int i = 0; i < paths.Length; i++) paths[i] = new StringBuilder();
        int edge = 0;
        foreach (var layer in _model.Layers)
        {
            foreach (var neuron in layer.Neurons)
            {
                for (int i = 0; i < neuron.Weights.Count; i++)
                {
                    double weight = neuron.Weights[i].Data, size = Math.Min(Math.Abs(weight), WidestWeight) / WidestWeight;
                    int width = double.IsNaN(size) ? 0 : Math.Min(Widths - 1, (int)(Widths * size));
                    paths[(weight < 0 ? 0 : Widths) + width].Append(_curves[edge++]);
                }
            }
        }
        return Array.ConvertAll(paths, path => path.ToString());
    }

    private (double X, double Y)[] Column(int column, int columns, int size)
    {
        double x = Size / 2 + 4 + (Width - Size - 8) * column / (columns - 1), pitch = Math.Min(Size + 14, (double)(Height - 8) / size);
        return [.. Enumerable.Range(0, size).Select(i => (x, Height / 2.0 + pitch * (i - (size - 1) / 2.0)))];
    }

    private IEnumerable<string> Curves()
    {
        for (int column = 1; column < Columns.Count; column++)
        {
            foreach (var (x, y) in Columns[column])
            {
                foreach (var (fromX, fromY) in Columns[column - 1])
                {
                    double right = fromX + Size / 2, left = x - Size / 2, middle = (left + right) / 2;
                    yield return string.Create(
                        CultureInfo.InvariantCulture,
                        $"M{right:0.#} {fromY:0.#}C{middle:0.#} {fromY:0.#} {middle:0.#} {y:0.#} {left:0.#} {y:0.#}");
                }
            }
        }
    }
}
