using MicrogradSharp;
using MicrogradSharp.Datasets;
using MicrogradSharp.Nn;
using MicrogradSharp.Optim;

namespace Playground.Tabs.Network;

/// <summary>Trains a network of 2-8-8-1 on points of the plane, a batch of all points a step.</summary>
public sealed class NetworkTraining
{
    private const int Points = 200;

    private readonly Tape _loss;
    private readonly Adam _optimizer;
    private readonly MLP _model;
    private readonly List<double> _losses = [];

    public NetworkTraining(string dataset, int seed)
    {
        var random = new Random(seed);
        Data = dataset switch
        {
            "circles" => Dataset.Circles(Points, 0.08, random, 0.5),
            "spirals" => Dataset.Spirals(Points, 0.02, random),
            "xor" => Dataset.Xor(Points, 0.1, random),
            _ => Dataset.Moons(Points, 0.1, random),
        };
        _model = new MLP(2, [8, 8, 1], random, Activation.Tanh);
        _loss = Tape.Record(3, row => Loss.BinaryCrossEntropyWithLogits(_model.Forward(row[0], row[1])[0], (row[2] + 1) / 2));
        _optimizer = new Adam([.. _model.Parameters], 0.01);
    }

    /// <summary>x0, x1 and the label, −1 or 1, row after row.</summary>
    public Dataset Data { get; }

    /// <summary>The loss before each step.</summary>
    public IReadOnlyList<double> Losses => _losses;

    /// <summary>Takes a step.</summary>
    public void Step()
    {
        _optimizer.ZeroGrad();
        _losses.Add(_loss.Backward(Data.Rows));
        _optimizer.Step();
    }

    /// <summary>The probability of the label 1 at a grid of points of a square, from its upper left corner, row after row.</summary>
    /// <param name="side">The number of points on a side.</param>
    /// <param name="reach">The square goes from −reach to reach around the middle of the points.</param>
    /// <param name="middle">The middle.</param>
    public double[] Probabilities(int side, double reach, (double X, double Y) middle)
    {
        var rows = new double[2 * side * side];
        for (int i = 0; i < side * side; i++)
        {
            rows[2 * i] = middle.X + reach * (2 * (i % side + 0.5) / side - 1);
            rows[2 * i + 1] = middle.Y - reach * (2 * (i / side + 0.5) / side - 1);
        }
        var outputs = new double[side * side];
        _model.Predict(rows, outputs);
        for (int i = 0; i < outputs.Length; i++) outputs[i] = 1 / (1 + Math.Exp(-outputs[i]));
        return outputs;
    }
}
