namespace MicrogradSharp.Optim.Minimizing;

/// <summary>The bounds of the variables, all of them: −∞ and +∞ where there are none.</summary>
internal sealed class Box
{
    private readonly double[] _lower;
    private readonly double[] _upper;

    private Box(double[] lower, double[] upper)
    {
        _lower = lower;
        _upper = upper;
        IsBounded = Array.Exists(lower, double.IsFinite) || Array.Exists(upper, double.IsFinite);
    }

    /// <summary>Whether there is any bound.</summary>
    public bool IsBounded { get; }

    public ReadOnlySpan<double> Lower => _lower;

    public ReadOnlySpan<double> Upper => _upper;

    /// <summary>Checks the bounds of the options, and that the start is within them.</summary>
    /// <param name="options">The options.</param>
    /// <param name="start">The start.</param>
    /// <param name="parameter">The name that messages give to the start.</param>
    public static Box Of(MinimizeOptions options, ReadOnlySpan<double> start, string parameter)
    {
        double[] lower = Numbers(options, options.Lower, start.Length, double.NegativeInfinity, nameof(options.Lower));
        double[] upper = Numbers(options, options.Upper, start.Length, double.PositiveInfinity, nameof(options.Upper));
        for (int i = 0; i < lower.Length; i++)
        {
            string low = NumberText.Full(lower[i]), high = NumberText.Full(upper[i]);
            if (lower[i] > upper[i] || lower[i] == double.PositiveInfinity || upper[i] == double.NegativeInfinity)
            {
                throw new ArgumentException($"Lower[{i}] must be at most Upper[{i}], with a number between, but they are {low} and {high}.",
                    nameof(options));
            }
            if (start[i] >= lower[i] && start[i] <= upper[i]) continue;
            throw new ArgumentException(
                $"{parameter}[{i}] must be within its bounds, {low} and {high}, but was {NumberText.Full(start[i])}.", parameter);
        }
        return new Box(lower, upper);
    }

    /// <summary>Writes the nearest point within the bounds.</summary>
    public void Project(Span<double> x)
    {
        if (!IsBounded) return;
        for (int i = 0; i < x.Length; i++) x[i] = Math.Min(Math.Max(x[i], _lower[i]), _upper[i]);
    }

    /// <summary>
    /// The largest |gᵢ| · max(1, |xᵢ|) of the projected gradient x − P(x − ∇f). Between bounds closer than 1, a distance counts as a share
    /// of theirs, or every point between very close bounds would pass for a minimum.
    /// </summary>
    public double ProjectedNorm(ReadOnlySpan<double> x, ReadOnlySpan<double> gradient)
    {
        double norm = 0;
        for (int i = 0; i < x.Length; i++)
        {
            double room = gradient[i] > 0 ? x[i] - _lower[i] : _upper[i] - x[i];
            if (room <= 0) continue;
            room /= Math.Min(1, _upper[i] - _lower[i]);
            norm = Math.Max(norm, Math.Min(Math.Abs(gradient[i]), room) * Math.Max(1, Math.Abs(x[i])));
        }
        return norm;
    }

    /// <summary>Whether a variable is at a bound, and the gradient keeps it there.</summary>
    public bool IsHeld(int i, double x, double gradient) => (x <= _lower[i] && gradient >= 0) || (x >= _upper[i] && gradient <= 0);

    /// <summary>Whether a variable is between its bounds.</summary>
    public bool IsInside(int i, double x) => x > _lower[i] && x < _upper[i];

    /// <summary>The largest t for which x + t · d is within the bounds; +∞ if all are.</summary>
    public double LargestStep(ReadOnlySpan<double> x, ReadOnlySpan<double> d)
    {
        double largest = double.PositiveInfinity;
        for (int i = 0; i < x.Length && IsBounded; i++)
        {
            if (d[i] == 0) continue;
            double room = d[i] > 0 ? _upper[i] - x[i] : _lower[i] - x[i];
            largest = Math.Min(largest, room / d[i]);
        }
        return largest;
    }

    private static double[] Numbers(MinimizeOptions options, IReadOnlyList<double>? bounds, int count, double none, string name)
    {
        double[] numbers = new double[count];
        Array.Fill(numbers, none);
        if (bounds is null) return numbers;
        if (bounds.Count != count)
        {
            throw new ArgumentException($"{name} must have a number for each variable, {count}, but has {bounds.Count}.", nameof(options));
        }
        for (int i = 0; i < count; i++)
        {
            numbers[i] = bounds[i];
            if (double.IsNaN(bounds[i])) throw new ArgumentException($"{name}[{i}] must be a number, but was NaN.", nameof(options));
        }
        return numbers;
    }
}
