namespace MicrogradSharp.Diagnostics;

/// <summary>The derivative of a function of one number from differences, with an estimate of its quality.</summary>
/// <remarks>
/// <para>Uses central differences with steps that shrink from about |x| / 1000, and extrapolates them to 0 until two extrapolations
/// agree: C. J. F. Ridders, "Accurate computation of F′(x) and F′(x)F″(x)", Advances in Engineering Software 4 (1982); Numerical Recipes,
/// section 5.7. Steps are powers of two, and quotients divide by the distance that remains after rounding.</para>
/// <para>The same numbers give the slopes to the left and right. Where the function is smooth, their difference goes to 0 with the step.
/// If the function has a kink at x, the difference remains.</para>
/// </remarks>
internal readonly struct DifferenceQuotient
{
    private const int Shrink = 4;
    private const int Steps = 11, MostSteps = 26;       // the extra steps are for |x| far below 1
    private const double LargestStep = 1.0 / 1024;
    private const double SmallestKink = 1e-4;           // relative to the slopes; anything smaller is a bend
    private const double RoundingFactor = 16;           // rounding inside the function adds up to several roundings of its result
    private const double UnitRoundoff = 1.0 / (1L << 53);

    private DifferenceQuotient(double slope, double uncertainty) => (Slope, Uncertainty) = (slope, uncertainty);

    public double Slope { get; private init; }

    public double Uncertainty { get; private init; }

    public bool IsKink { get; private init; }

    public double Left { get; private init; }

    public double Right { get; private init; }

    /// <summary>The reason if there is no derivative; otherwise null.</summary>
    public string? Problem { get; private init; }

    public static DifferenceQuotient Of(Func<double, double> function, double x)
    {
        if (!double.IsFinite(x)) return Without($"the input is {NumberText.Short(x)}");
        double here = function(x);
        if (!double.IsFinite(here)) return Without($"the function is {NumberText.Short(here)} here");

        var levels = new List<Level>(Steps);
        DifferenceQuotient? best = null;
        double bestError = double.PositiveInfinity;
        double[] row = [];
        string? problem = null;
        double size = Math.Max(Math.Abs(x), 1), step = LargestStep * double.Exp2(Math.Floor(Math.Log2(size)));
        double smallest = step / Math.Pow(Shrink, Steps - 1);
        if (x != 0) smallest = Math.Min(smallest, Math.Abs(x) / (1 << 14));
        for (int i = 0; i < MostSteps && step >= smallest; i++, step /= Shrink)
        {
            double above = x + step, below = x - step;
            double fAbove = function(above), fBelow = function(below);
            if (!double.IsFinite(fAbove) || !double.IsFinite(fBelow))
            {
                // There is a pole or an edge nearby. The steps so far reach across it, so they are discarded.
                var (side, number) = double.IsFinite(fAbove) ? ("left", fBelow) : ("right", fAbove);
                problem = $"the function is {NumberText.Short(number)} just to the {side}";
                levels.Clear();
                (row, best, bestError) = ([], null, double.PositiveInfinity);
                continue;
            }
            problem = null;
            double rounding = RoundingFactor * UnitRoundoff * Math.Max(Math.Abs(here), Math.Max(Math.Abs(fAbove), Math.Abs(fBelow))) / step;
            levels.Add(new Level((here - fBelow) / (x - below), (fAbove - here) / (above - x), rounding));
            double[] previous = row;
            row = Extrapolate(previous, (fAbove - fBelow) / (above - below));
            for (int k = 1; k < row.Length; k++)
            {
                double error = Math.Max(Math.Abs(row[k] - row[k - 1]), Math.Abs(row[k] - previous[k - 1]));
                if (error >= bestError) continue;
                (best, bestError) = (new DifferenceQuotient(row[k], rounding), error);
            }
            if (best is { } found &&
                bestError <= Math.Max(1e-9 * Math.Abs(found.Slope), found.Uncertainty) &&
                IsSmooth(levels))
            {
                return found;
            }
        }
        if (problem is not null) return Without(problem);
        if (IsJump(levels)) return Without("the function jumps here");
        return Kink(levels) ?? best ?? Without("no two steps could be compared");
    }

    private static DifferenceQuotient Without(string problem) => new(double.NaN, double.NaN) { Problem = problem };

    /// <summary>The next row of Neville's scheme in the square of the step.</summary>
    private static double[] Extrapolate(double[] previous, double quotient)
    {
        double[] row = new double[previous.Length + 1];
        row[0] = quotient;
        double factor = 1;
        for (int k = 1; k < row.Length; k++)
        {
            factor *= Shrink * Shrink;
            row[k] = row[k - 1] + (row[k - 1] - previous[k - 1]) / (factor - 1);
        }
        return row;
    }

    /// <summary>Whether the slopes to the left and right agree as the step goes to 0.</summary>
    private static bool IsSmooth(List<Level> levels)
    {
        if (levels.Count < 2) return false;
        var (coarse, fine) = (levels[^2], levels[^1]);
        return Math.Abs(GapAtZero(coarse, fine)) <= SmallestKink * fine.Size + 4 * fine.Rounding;
    }

    /// <summary>
    /// Finds a kink: the slopes to the left and right stay apart, and constant, over the smallest steps that rounding allows.
    /// </summary>
    private static DifferenceQuotient? Kink(List<Level> levels)
    {
        const int Needed = 3;
        int last = levels.Count - 1;
        while (last >= Needed && levels[last].Rounding > SmallestKink * levels[last].Size) last--;
        if (last < Needed) return null;
        var fine = levels[last];
        for (int i = last - Needed + 1; i <= last; i++)
        {
            double gap = GapAtZero(levels[i - 1], levels[i]);
            if (Math.Abs(gap) <= SmallestKink * fine.Size + 4 * fine.Rounding) return null;
            if (Math.Abs(gap - fine.Gap) > 0.01 * Math.Abs(fine.Gap) + 4 * fine.Rounding) return null;
        }
        double left = AtZero(levels[last - 1].Left, fine.Left), right = AtZero(levels[last - 1].Right, fine.Right);
        return new DifferenceQuotient(0.5 * (left + right), fine.Rounding) { IsKink = true, Left = left, Right = right };
    }

    /// <summary>Whether there is a jump: the slope to one side grows as the step shrinks.</summary>
    private static bool IsJump(List<Level> levels)
    {
        const int Needed = 3;
        if (levels.Count <= Needed) return false;
        for (int i = levels.Count - Needed; i < levels.Count; i++)
        {
            var (coarse, fine) = (levels[i - 1], levels[i]);
            if (fine.Size <= fine.Rounding || Math.Abs(fine.Size / coarse.Size - Shrink) > 0.01) return false;
        }
        return true;
    }

    private static double GapAtZero(in Level coarse, in Level fine) => AtZero(coarse.Gap, fine.Gap);

    /// <summary>Extrapolates linearly to a step of 0.</summary>
    private static double AtZero(double coarse, double fine) => fine + (fine - coarse) / (Shrink - 1);

    /// <summary>The slopes to the left and right at one step.</summary>
    private readonly record struct Level(double Left, double Right, double Rounding)
    {
        public double Gap => Right - Left;

        public double Size => Math.Max(Math.Abs(Left), Math.Abs(Right));
    }
}
