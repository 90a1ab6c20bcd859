using System.Globalization;

namespace MicrogradSharp.Optim;

/// <summary>The learning rate of every step.</summary>
/// <remarks>Steps count from 0: batches or epochs, as the caller counts. Immutable; safe to share between threads.</remarks>
/// <example><code>
/// var schedule = Schedule.Cosine(0.1, steps: 1000).WithWarmup(steps: 50);
/// optimizer.LearningRate = schedule.At(step);
/// </code></example>
public sealed class Schedule
{
    private readonly string _name;
    private readonly Func<int, double> _rate;

    /// <summary>Creates a schedule from any function of the step.</summary>
    /// <param name="name">The name in descriptions.</param>
    /// <param name="rate">Returns the learning rate of a step, for steps from 0. The same step must always give the same rate.</param>
    /// <exception cref="ArgumentException"><paramref name="name"/> is empty or white space.</exception>
    /// <exception cref="ArgumentNullException"><paramref name="name"/> or <paramref name="rate"/> is null.</exception>
    public Schedule(string name, Func<int, double> rate)
    {
        Guard.NotBlank(name);
        ArgumentNullException.ThrowIfNull(rate);
        _name = name;
        _rate = rate;
    }

    /// <summary>Keeps the rate constant.</summary>
    /// <param name="rate">The rate, finite and at least 0.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="rate"/> is negative or not finite.</exception>
    public static Schedule Constant(double rate)
    {
        Guard.FiniteAtLeastZero(rate);
        return new Schedule(Text($"Constant({rate})"), _ => rate);
    }

    /// <summary>Multiplies the rate by a factor after every <paramref name="every"/> steps: rate · factor^⌊k / every⌋ in step k.</summary>
    /// <param name="rate">The initial rate, finite and at least 0.</param>
    /// <param name="every">The number of steps with the same rate, at least 1.</param>
    /// <param name="factor">The factor, finite and above 0. If it is above 1, the rate grows, eventually to +∞.</param>
    /// <exception cref="ArgumentOutOfRangeException">An argument is out of range.</exception>
    public static Schedule Step(double rate, int every, double factor)
    {
        Guard.FiniteAtLeastZero(rate);
        Guard.AtLeastOne(every);
        Guard.FiniteAboveZero(factor);
        return new Schedule(Text($"Step({rate}, {every}, {factor})"), step => rate * Math.Pow(factor, step / every));
    }

    /// <summary>Multiplies the rate by a factor after every step: rate · factorᵏ in step k.</summary>
    /// <param name="rate">The initial rate, finite and at least 0.</param>
    /// <param name="factor">The factor, finite and above 0. If it is above 1, the rate grows, eventually to +∞.</param>
    /// <exception cref="ArgumentOutOfRangeException">An argument is out of range.</exception>
    public static Schedule Exponential(double rate, double factor)
    {
        Guard.FiniteAtLeastZero(rate);
        Guard.FiniteAboveZero(factor);
        return new Schedule(Text($"Exponential({rate}, {factor})"), step => rate * Math.Pow(factor, step));
    }

    /// <summary>
    /// Follows half a cosine wave from a rate down to a minimum: minimum + (rate − minimum)(1 + cos(π k / steps))/2 in step k, and the
    /// minimum from step <paramref name="steps"/> on.
    /// </summary>
    /// <param name="rate">The initial rate, finite and at least 0.</param>
    /// <param name="steps">The step that reaches the minimum, at least 1.</param>
    /// <param name="minimum">The final rate, finite and at least 0.</param>
    /// <remarks>
    /// Source: Loshchilov and Hutter, SGDR: Stochastic Gradient Descent with Warm Restarts (2017), equation 5, without restarts.
    /// </remarks>
    /// <exception cref="ArgumentOutOfRangeException">
    /// An argument is out of range, or <paramref name="minimum"/> is above <paramref name="rate"/>.
    /// </exception>
    public static Schedule Cosine(double rate, int steps, double minimum = 0)
    {
        Guard.FiniteAtLeastZero(rate);
        Guard.AtLeastOne(steps);
        Guard.FiniteAtLeastZero(minimum);
        if (minimum > rate)
        {
            throw new ArgumentOutOfRangeException(nameof(minimum), Text($"minimum must be at most the rate, {rate}, but was {minimum}."));
        }
        return new Schedule(
            Text($"Cosine({rate}, {steps}, {minimum})"),
            step => step >= steps ? minimum : minimum + (rate - minimum) * (1 + Math.Cos(Math.PI * step / steps)) / 2);
    }

    /// <summary>
    /// Follows a straight line: from + (to − from) k / steps in step k, and <paramref name="to"/> from step <paramref name="steps"/> on.
    /// </summary>
    /// <param name="from">The initial rate, finite and at least 0.</param>
    /// <param name="to">The final rate, finite and at least 0.</param>
    /// <param name="steps">The step that reaches the final rate, at least 1.</param>
    /// <exception cref="ArgumentOutOfRangeException">An argument is out of range.</exception>
    public static Schedule Linear(double from, double to, int steps)
    {
        Guard.FiniteAtLeastZero(from);
        Guard.FiniteAtLeastZero(to);
        Guard.AtLeastOne(steps);
        return new Schedule(Text($"Linear({from}, {to}, {steps})"), step => OnLine(from, to, step, steps));
    }

    /// <summary>
    /// Returns this schedule after a linear warm-up to its initial rate: from + (At(0) − from) k / steps in step k, and At(k − steps) from
    /// step <paramref name="steps"/> on.
    /// </summary>
    /// <param name="steps">The number of steps before this schedule begins, at least 1.</param>
    /// <param name="from">The rate of the first step, finite and at least 0; default 0.</param>
    /// <exception cref="ArgumentOutOfRangeException">An argument is out of range.</exception>
    public Schedule WithWarmup(int steps, double from = 0)
    {
        Guard.AtLeastOne(steps);
        Guard.FiniteAtLeastZero(from);
        return new Schedule(
            Text($"{_name}.WithWarmup({steps}, {from})"),
            step => step < steps ? OnLine(from, At(0), step, steps) : At(step - steps));
    }

    /// <summary>Returns the learning rate of a step. After its last step, a schedule keeps its final rate.</summary>
    /// <param name="step">The step, at least 0.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="step"/> is negative.</exception>
    public double At(int step)
    {
        Guard.AtLeastZero(step);
        return _rate(step);
    }

    /// <summary>Returns the schedule and its numbers, as written in code: <c>Linear(1, 0.1, 100)</c>.</summary>
    public override string ToString() => _name;

    private static double OnLine(double from, double to, int step, int steps) => step >= steps ? to : from + (to - from) * step / steps;

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
