namespace MicrogradSharp.Fitting.Solving;

/// <summary>The bounds of the parameters.</summary>
internal sealed class ParameterBox
{
    private readonly double[] _lower, _upper;

    public ParameterBox(int parameters, double[] lower, double[] upper)
    {
        _lower = lower.Length > 0 ? lower : Filled(parameters, double.NegativeInfinity);
        _upper = upper.Length > 0 ? upper : Filled(parameters, double.PositiveInfinity);
        for (int j = 0; j < parameters; j++) HasBounds |= IsBounded(j);
    }

    public bool HasBounds { get; }

    public double Lower(int j) => _lower[j];

    public double Upper(int j) => _upper[j];

    public bool IsBounded(int j) => double.IsFinite(_lower[j]) || double.IsFinite(_upper[j]);

    /// <summary>Moves parameters to the nearest point in the box.</summary>
    public void Project(Span<double> parameters)
    {
        if (!HasBounds) return;
        for (int j = 0; j < parameters.Length; j++) parameters[j] = Math.Min(Math.Max(parameters[j], _lower[j]), _upper[j]);
    }

    /// <summary>Returns −1 at the lower bound, 1 at the upper bound, else 0.</summary>
    public sbyte Side(int j, double parameter) => parameter <= _lower[j] ? (sbyte)-1 : parameter >= _upper[j] ? (sbyte)1 : (sbyte)0;

    /// <summary>Whether a parameter is at a bound and the cost falls only outside.</summary>
    public bool IsHeld(int j, double parameter, double slope) =>
        (parameter <= _lower[j] && slope >= 0) || (parameter >= _upper[j] && slope <= 0);

    private static double[] Filled(int count, double value)
    {
        double[] numbers = new double[count];
        Array.Fill(numbers, value);
        return numbers;
    }
}
