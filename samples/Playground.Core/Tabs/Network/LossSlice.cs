using MicrogradSharp;

namespace Playground.Tabs.Network;

/// <summary>The loss on a plane through the space of the parameters, and the path of a training in that plane.</summary>
/// <remarks>
/// The plane goes through the first parameters, the last ones, and the place of the path that is farthest from the line between them.
/// The other places are projected onto it.
/// </remarks>
public sealed class LossSlice
{
    public const int Side = 32;

    private readonly Tape _loss;
    private readonly double[] _rows, _start, _along, _across;
    private readonly Placement _placement;
    private readonly double _middleAlong, _middleAcross, _reach;
    private int _next;

    /// <summary>Chooses the plane. The training must have taken a step.</summary>
    public LossSlice(NetworkTraining training)
    {
        var model = NetworkModel.Copy(training.Model);
        _loss = NetworkTraining.RecordLoss(model, training.Points.IsSigned);
        _rows = training.Training.Rows.ToArray();
        _placement = new Placement([.. model.Parameters]);
        var places = training.Path.Select(place => place.Entry).Append(NetworkModel.Data([.. training.Model.Parameters])).ToArray();
        _start = places[0];
        _along = Unit(Difference(places[^1], _start)) ?? Unit(Spread(_start.Length, 1))!;
        double[] farthest = places.Select(place => Across(Difference(place, _start))).MaxBy(Length)!;
        double size = Length(Difference(places[^1], _start));
        // a straight path leaves the second direction open
        _across = Length(farthest) > 1e-6 * size ? Unit(farthest)! : Unit(Across(Spread(_start.Length, 2)))!;
        var steps = places.Select(place => Difference(place, _start));
        var path = steps.Select(step => (X: Dot(step, _along), Y: Dot(step, _across))).ToArray();
        double left = path.Min(place => place.X), right = path.Max(place => place.X);
        double bottom = path.Min(place => place.Y), top = path.Max(place => place.Y);
        (_middleAlong, _middleAcross) = ((left + right) / 2, (bottom + top) / 2);
        double range = Math.Max(right - left, top - bottom);
        _reach = range > 0 ? 0.75 * range : 1;
        Path = [.. path.Select(place => ((place.X - _middleAlong) / _reach, (place.Y - _middleAcross) / _reach))];
        Steps = training.Steps;
    }

    /// <summary>The losses, from the upper left corner, row after row.</summary>
    public double[] Losses { get; } = new double[Side * Side];

    /// <summary>The path, in a square whose sides are at −1 and 1.</summary>
    public IReadOnlyList<(double X, double Y)> Path { get; }

    /// <summary>The number of steps after which it was taken.</summary>
    public int Steps { get; }

    public bool IsComputing => _next < Losses.Length;

    /// <summary>Computes the next loss.</summary>
    public void ComputeNext()
    {
        double x = 2 * (_next % Side + 0.5) / Side - 1, y = 1 - 2 * (_next / Side + 0.5) / Side;
        Losses[_next++] = LossAt(x, y);
    }

    /// <summary>The loss at a place of the square.</summary>
    public double LossAt(double x, double y)
    {
        double along = _middleAlong + _reach * x, across = _middleAcross + _reach * y;
        for (int i = 0; i < _start.Length; i++) _placement.Target[i] = _start[i] + along * _along[i] + across * _across[i];
        _placement.Step();
        return _loss.Mean(_rows);
    }

    /// <summary>The losses so far as levels from 0, the lowest, to 1, on a logarithmic scale.</summary>
    public double[] Levels()
    {
        double low = double.PositiveInfinity, high = double.NegativeInfinity;
        for (int i = 0; i < _next; i++)
        {
            if (!double.IsFinite(Losses[i])) continue;
            low = Math.Min(low, Losses[i]);
            high = Math.Max(high, Losses[i]);
        }
        double[] levels = new double[Losses.Length];
        double least = Math.Log(low + 1e-9), range = Math.Max(1e-9, Math.Log(high + 1e-9) - least);
        for (int i = 0; i < levels.Length; i++)
        {
            levels[i] = i >= _next ? 0.5 : double.IsFinite(Losses[i]) ? (Math.Log(Losses[i] + 1e-9) - least) / range : 1;
        }
        return levels;
    }

    private double[] Across(double[] step)
    {
        double along = Dot(step, _along);
        return [.. step.Select((number, i) => number - along * _along[i])];
    }

    // any direction will do, the same each time
    private static double[] Spread(int length, int frequency) =>
        [.. Enumerable.Range(0, length).Select(i => Math.Sin(frequency * (i + 1)))];

    private static double[] Difference(double[] to, double[] from) => [.. to.Select((number, i) => number - from[i])];

    private static double[]? Unit(double[] step)
    {
        double length = Length(step);
        return length > 0 ? [.. step.Select(number => number / length)] : null;
    }

    private static double Length(double[] step) => Math.Sqrt(Dot(step, step));

    private static double Dot(double[] left, double[] right) => left.Zip(right, (a, b) => a * b).Sum();
}
