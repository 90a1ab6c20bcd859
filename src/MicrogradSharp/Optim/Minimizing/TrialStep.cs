namespace MicrogradSharp.Optim.Minimizing;

/// <summary>The next step of a line search, from cubic and quadratic interpolation: Moré and Thuente, section 4.</summary>
internal static class TrialStep
{
    private const double LargestShare = 0.66;       // of the way to the other end

    /// <summary>Updates the interval with a point, and returns the next step.</summary>
    /// <param name="best">The end of the interval with the lowest value.</param>
    /// <param name="other">The other end.</param>
    /// <param name="trial">The point just evaluated.</param>
    /// <param name="isBracketed">Whether the interval is known to contain a minimum.</param>
    /// <param name="low">The smallest step allowed.</param>
    /// <param name="high">The largest step allowed.</param>
    public static double Next(
        ref LinePoint best, ref LinePoint other, LinePoint trial, ref bool isBracketed, double low, double high)
    {
        bool isOpposite = trial.Slope * Math.Sign(best.Slope) < 0;
        double step;
        if (trial.Value > best.Value)
        {
            // Case 1: a higher value. The minimum is bracketed.
            double cubic = Cubic(best, trial), quadratic = Quadratic(best, trial);
            bool isNearer = Math.Abs(cubic - best.Step) < Math.Abs(quadratic - best.Step);
            step = isNearer ? cubic : cubic + (quadratic - cubic) / 2;
            isBracketed = true;
        }
        else if (isOpposite)
        {
            // Case 2: a lower value, and slopes of opposite sign. The minimum is bracketed.
            double cubic = Cubic(trial, best), secant = Secant(trial, best);
            step = Math.Abs(cubic - trial.Step) > Math.Abs(secant - trial.Step) ? cubic : secant;
            isBracketed = true;
        }
        else if (Math.Abs(trial.Slope) < Math.Abs(best.Slope))
        {
            step = Flatter(best, other, trial, isBracketed, low, high);
        }
        else
        {
            // Case 4: a lower value, and a slope that is not smaller.
            step = isBracketed ? Cubic(trial, other) : trial.Step > best.Step ? high : low;
        }

        if (trial.Value > best.Value)
        {
            other = trial;
        }
        else
        {
            if (isOpposite) other = best;
            best = trial;
        }
        return step;
    }

    /// <summary>Case 3: a lower value, and a smaller slope of the same sign. The cubic may have no minimum beyond the trial.</summary>
    private static double Flatter(LinePoint best, LinePoint other, LinePoint trial, bool isBracketed, double low, double high)
    {
        double cubic = CubicBeyond(best, trial, low, high), secant = Secant(trial, best);
        bool isCubicNearer = Math.Abs(cubic - trial.Step) < Math.Abs(secant - trial.Step);
        if (!isBracketed) return Math.Clamp(isCubicNearer ? secant : cubic, low, high);
        double step = isCubicNearer ? cubic : secant, limit = trial.Step + LargestShare * (other.Step - trial.Step);
        return trial.Step > best.Step ? Math.Min(limit, step) : Math.Max(limit, step);
    }

    /// <summary>The minimum of the cubic through two points and their slopes, as a step.</summary>
    private static double Cubic(LinePoint from, LinePoint to)
    {
        var (theta, gamma) = CubicTerms(from, to);
        if (to.Step < from.Step) gamma = -gamma;
        double share = (gamma - from.Slope + theta) / (gamma - from.Slope + gamma + to.Slope);
        return from.Step + share * (to.Step - from.Step);
    }

    /// <summary>The minimum of the cubic beyond the trial, or the limit on that side.</summary>
    private static double CubicBeyond(LinePoint best, LinePoint trial, double low, double high)
    {
        var (theta, gamma) = CubicTerms(best, trial);
        if (trial.Step > best.Step) gamma = -gamma;
        double share = (gamma - trial.Slope + theta) / (gamma + (best.Slope - trial.Slope) + gamma);
        if (share < 0 && gamma != 0) return trial.Step + share * (best.Step - trial.Step);
        return trial.Step > best.Step ? high : low;
    }

    private static (double Theta, double Gamma) CubicTerms(LinePoint a, LinePoint b)
    {
        double theta = 3 * (a.Value - b.Value) / (b.Step - a.Step) + a.Slope + b.Slope;
        double scale = Math.Max(Math.Abs(theta), Math.Max(Math.Abs(a.Slope), Math.Abs(b.Slope)));
        double root = theta / scale * (theta / scale) - a.Slope / scale * (b.Slope / scale);
        return (theta, scale * Math.Sqrt(Math.Max(0, root)));
    }

    /// <summary>The minimum of the parabola through two values and the slope at the first.</summary>
    private static double Quadratic(LinePoint from, LinePoint to)
    {
        double length = to.Step - from.Step, chord = (from.Value - to.Value) / length;
        return from.Step + from.Slope / (chord + from.Slope) / 2 * length;
    }

    /// <summary>Where the line through two slopes is 0.</summary>
    private static double Secant(LinePoint from, LinePoint to) =>
        from.Step + from.Slope / (from.Slope - to.Slope) * (to.Step - from.Step);
}
