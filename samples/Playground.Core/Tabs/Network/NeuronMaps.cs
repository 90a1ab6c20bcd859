using MicrogradSharp;
using MicrogradSharp.Datasets;
using MicrogradSharp.Nn;

namespace Playground.Tabs.Network;

/// <summary>What every neuron answers at each place of the plane, computed in pieces.</summary>
public sealed class NeuronMaps
{
    public const int Side = 48, TileSide = Side / 2;

    private const int RowsPerPiece = Side * Side / 8;

    private readonly NetworkTraining _training;
    private readonly Tape _tape;
    private readonly double[] _grid, _outputs, _trainingInputs, _validationInputs;
    private readonly bool[] _isReLU;
    private double[] _pointOutputs = [];
    private int _nextRow;

    /// <summary>Records all neurons of a network.</summary>
    public NeuronMaps(NetworkTraining training)
    {
        _training = training;
        var model = training.Model;
        _tape = Tape.Record(2, row => AllOutputs(model, row), NetworkTraining.Options);
        NeuronCount = _tape.Outputs - 1;
        _isReLU = [.. model.Layers.SelectMany(layer => layer.Neurons).Select(neuron => neuron.Activation == Activation.ReLU)];
        _grid = training.Points.Square.Grid(Side);
        _outputs = new double[Side * Side * _tape.Outputs];
        _trainingInputs = Inputs(training.Training);
        _validationInputs = training.Validation is { } validation ? Inputs(validation) : [];
        IsDead = new bool[NeuronCount];
    }

    /// <summary>The number of hidden neurons, layer after layer.</summary>
    public int NeuronCount { get; }

    /// <summary>Whether a hidden neuron is a ReLU that answers 0 to every point of training: its weights have no gradient.</summary>
    public bool[] IsDead { get; }

    /// <summary>The part of the points of training on the right side.</summary>
    public double TrainingRight { get; private set; }

    /// <summary>The part of the points of validation on the right side; null if there are none.</summary>
    public double? ValidationRight { get; private set; }

    /// <summary>Whether <see cref="ComputePiece" /> has more to do.</summary>
    public bool IsComputing => _nextRow <= Side * Side;

    /// <summary>Starts anew, with the weights as they are.</summary>
    public void Begin() => _nextRow = 0;

    /// <summary>Computes the next piece.</summary>
    public void ComputePiece()
    {
        int width = _tape.Outputs;
        if (_nextRow == Side * Side) ComputePoints();
        else _tape.Evaluate(_grid.AsSpan(2 * _nextRow, 2 * RowsPerPiece), _outputs.AsSpan(width * _nextRow, width * RowsPerPiece));
        _nextRow += RowsPerPiece;
    }

    /// <summary>The answers of a hidden neuron, or of the network for null, as levels from 0 to 1; 0.5 is the boundary.</summary>
    public double[] Levels(int? neuron)
    {
        double[] levels = new double[Side * Side];
        int at = neuron ?? NeuronCount, width = _tape.Outputs;
        for (int i = 0; i < levels.Length; i++, at += width)
        {
            levels[i] = neuron is null ? Probability(_outputs[at]) : Squeezed(_outputs[at]);
        }
        return levels;
    }

    /// <summary>A small map of every hidden neuron, one after the other, as levels from 0 to 255.</summary>
    public byte[] Tiles()
    {
        byte[] levels = new byte[NeuronCount * TileSide * TileSide];
        int next = 0, width = _tape.Outputs;
        for (int neuron = 0; neuron < NeuronCount; neuron++)
        {
            for (int y = 0; y < Side; y += 2)
            {
                int at = y * Side * width + neuron;
                for (int x = 0; x < TileSide; x++, at += 2 * width) levels[next++] = (byte)(255 * Squeezed(_outputs[at]));
            }
        }
        return levels;
    }

    private static Node[] AllOutputs(MLP model, ReadOnlySpan<Node> row)
    {
        var all = new List<Node>();
        Node[] outputs = [.. row];
        foreach (var layer in model.Layers)
        {
            outputs = layer.Forward(outputs);
            all.AddRange(outputs);
        }
        return [.. all];
    }

    private static double[] Inputs(Dataset points)
    {
        double[] inputs = new double[2 * points.RowCount];
        for (int i = 0; i < points.RowCount; i++) (inputs[2 * i], inputs[2 * i + 1]) = (points[i, 0], points[i, 1]);
        return inputs;
    }

    private static double Probability(double logit) => double.IsNaN(logit) ? 0.5 : 1 / (1 + Math.Exp(-logit));

    private static double Squeezed(double output)
    {
        if (double.IsNaN(output)) return 0.5;
        double size = Math.Abs(output);
        return size > 1e9 ? output > 0 ? 1 : 0 : 0.5 + 0.5 * output / (0.35 + size);
    }

    private void ComputePoints()
    {
        if (_trainingInputs.Length == 0) return;
        Array.Fill(IsDead, true);
        TrainingRight = Right(_trainingInputs, _training.Training, IsDead);
        if (_training.Validation is { } validation) ValidationRight = Right(_validationInputs, validation, null);
        for (int i = 0; i < NeuronCount; i++) IsDead[i] &= _isReLU[i];
    }

    private double Right(double[] inputs, Dataset points, bool[]? isDead)
    {
        int width = _tape.Outputs, count = points.RowCount, right = 0;
        if (_pointOutputs.Length < count * width) _pointOutputs = new double[count * width];
        _tape.Evaluate(inputs, _pointOutputs.AsSpan(0, count * width));
        for (int i = 0; i < count; i++)
        {
            if (_pointOutputs[i * width + NeuronCount] > 0 == points[i, 2] > 0) right++;
            if (isDead is null) continue;
            for (int neuron = 0; neuron < NeuronCount; neuron++) isDead[neuron] &= _pointOutputs[i * width + neuron] <= 0;
        }
        return (double)right / count;
    }
}
