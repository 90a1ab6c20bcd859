using ScottPlot;
using ScottPlot.Plottables;

namespace Moons;

/// <summary>Draws the loss of each step or epoch, on a logarithmic scale: it falls by orders of magnitude.</summary>
internal sealed class LossPicture
{
    public const int Width = 780;
    public const int Height = 420;

    private readonly string _unit;
    private readonly List<(int Number, double Loss)> _training = [];
    private readonly List<(int Number, double Loss)> _validation = [];

    /// <param name="unit">What the run counts: step or epoch.</param>
    public LossPicture(string unit) => _unit = unit;

    /// <param name="number">The number of the step or epoch.</param>
    /// <param name="training">The loss that training minimises.</param>
    /// <param name="validation">The loss of the rows that are held back; null when there are none.</param>
    public void Add(int number, double training, double? validation = null)
    {
        _training.Add((number, training));
        if (validation is { } loss) _validation.Add((number, loss));
    }

    public Plot Draw()
    {
        var plot = PictureStyle.NewPlot($"Loss of each {_unit}");
        var training = AddCurve(plot, _training, PictureStyle.NegativePoint);
        if (_validation.Count > 0)
        {
            training.LegendText = "training";
            AddCurve(plot, _validation, PictureStyle.PositivePoint).LegendText = "validation";
            plot.ShowLegend(Alignment.UpperRight);
        }
        plot.Axes.Left.TickGenerator = new ScottPlot.TickGenerators.NumericAutomatic
        {
            IntegerTicksOnly = ShowsPowersOfTen(),
            LabelFormatter = exponent => PictureStyle.Number(Math.Pow(10, exponent)),
        };
        PictureStyle.NameAxes(plot, bottom: _unit, left: "hinge loss + L2");
        plot.Axes.Bottom.TickGenerator = PictureStyle.Ticks(mostTicks: 10);
        plot.Axes.Margins(horizontal: 0.02, vertical: 0.08);
        return plot;
    }

    /// <summary>Whether a whole power of ten lies among the losses, to read them by.</summary>
    private bool ShowsPowersOfTen()
    {
        double[] exponents = [.. _training.Concat(_validation).Select(at => Math.Log10(at.Loss))];
        return Math.Floor(exponents.Max()) >= Math.Ceiling(exponents.Min());
    }

    private static Scatter AddCurve(Plot plot, List<(int Number, double Loss)> losses, string color)
    {
        double[] numbers = [.. losses.Select(at => (double)at.Number)], exponents = [.. losses.Select(at => Math.Log10(at.Loss))];
        var line = plot.Add.ScatterLine(numbers, exponents, Color.FromHex(color));
        line.LineWidth = 2.5f;
        return line;
    }
}
