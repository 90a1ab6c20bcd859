using System.Globalization;
using System.Text;

namespace MicrogradSharp.Fitting;

/// <summary>Options for <see cref="LeastSquares"/>. By default, every parameter is free and unbounded.</summary>
/// <remarks>The collections are read when the fit starts. A copy made by <c>with</c> shares them.</remarks>
/// <example><code>
/// Node a = new(1, "a"), b = new(2, "b"), c = new(3, "c");
/// var options = new LeastSquaresOptions
/// {
///     Bounds = { [a] = (0, double.PositiveInfinity) },
///     Ties = { [c] = a + b },
/// };
/// </code></example>
public record LeastSquaresOptions
{
    /// <summary>The lowest and the highest number allowed for a parameter, ±∞ for none; default empty.</summary>
    public IDictionary<Node, (double Low, double High)> Bounds { get; init; } = new Dictionary<Node, (double Low, double High)>();

    /// <summary>Parameters that keep the number that they start with; default empty.</summary>
    public ISet<Node> Fixed { get; init; } = new HashSet<Node>();

    /// <summary>
    /// Parameters that follow from others: an expression of these for each. Default empty. A parameter that the model does not use may be
    /// tied too: the result then gives the number of the expression, and its error.
    /// </summary>
    public IDictionary<Node, Node> Ties { get; init; } = new Dictionary<Node, Node>();

    /// <summary>The typical size of a change of a parameter; default empty, found from the derivatives.</summary>
    public IDictionary<Node, double> Scales { get; init; } = new Dictionary<Node, double>();

    /// <summary>
    /// Whether the residuals are in units of their true standard deviation. Default false: their size is estimated from the scatter, and
    /// errors are scaled by √(χ²/degrees of freedom).
    /// </summary>
    public bool AbsoluteSigmas { get; init; }

    /// <summary>A loss that lets outliers count less than their square; default null, least squares.</summary>
    public RobustLoss? Loss { get; init; }

    /// <summary>The maximum number of steps tried; default 1,000.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The number is less than 1.</exception>
    public int MaxIterations
    {
        get;
        init => field = Guard.AtLeastOne(value, nameof(MaxIterations));
    } = 1000;

    /// <summary>The maximum number of evaluations of the residuals, with derivatives or without; default 10,000.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The number is less than 1.</exception>
    public int MaxEvaluations
    {
        get;
        init => field = Guard.AtLeastOne(value, nameof(MaxEvaluations));
    } = 10_000;

    /// <summary>
    /// Stops when the gradient is at most this: the length of the part of the residuals that a change of the parameters could remove,
    /// relative to their length. Default 0: until it stops decreasing.
    /// </summary>
    /// <exception cref="ArgumentOutOfRangeException">The number is negative or not finite.</exception>
    public double GradientTolerance
    {
        get;
        init => field = Guard.FiniteAtLeastZero(value, nameof(GradientTolerance));
    }

    /// <summary>
    /// Stops when the predicted and the actual decrease of the cost are at most this, relative to the cost. Default 0: until rounding hides
    /// them.
    /// </summary>
    /// <exception cref="ArgumentOutOfRangeException">The number is negative or not finite.</exception>
    public double CostTolerance
    {
        get;
        init => field = Guard.FiniteAtLeastZero(value, nameof(CostTolerance));
    }

    /// <summary>
    /// Stops when the scaled step is at most this, relative to the scaled parameters. Default 0: until it changes no digit.
    /// </summary>
    /// <exception cref="ArgumentOutOfRangeException">The number is negative or not finite.</exception>
    public double StepTolerance
    {
        get;
        init => field = Guard.FiniteAtLeastZero(value, nameof(StepTolerance));
    }

    /// <summary>
    /// The number of starts; default 1, the data of the parameters. The others are drawn at random: between the bounds of a parameter if
    /// both are finite, and within <see cref="StartSpread"/> otherwise. The best fit is returned.
    /// </summary>
    /// <exception cref="ArgumentOutOfRangeException">The number is less than 1.</exception>
    public int Starts
    {
        get;
        init => field = Guard.AtLeastOne(value, nameof(Starts));
    } = 1;

    /// <summary>The seed for drawing starts; default 0. The same seed gives the same starts.</summary>
    public int StartSeed { get; init; }

    /// <summary>
    /// How far from its start a parameter without finite bounds is drawn, as a factor: between start/(1 + spread) and start · (1 + spread).
    /// Default null: such a parameter always starts at its data. A parameter that starts at 0 is drawn from −spread to spread.
    /// </summary>
    /// <exception cref="ArgumentOutOfRangeException">The number is not finite or not above 0.</exception>
    public double? StartSpread
    {
        get;
        init
        {
            if (value is { } spread) Guard.FiniteAboveZero(spread, nameof(StartSpread));
            field = value;
        }
    }

    /// <summary>Called after each step, on the thread of the fit; default null, nothing.</summary>
    /// <remarks>If it throws, the fit ends, and the parameters keep the data that they had before the fit.</remarks>
    /// <example><code>
    /// var options = new LeastSquaresOptions { OnStep = step => Console.WriteLine(step) };
    /// </code></example>
    public Action<FitStep>? OnStep { get; init; }

    /// <summary>
    /// Stops the fit before the next step, with an <see cref="OperationCanceledException"/>. The parameters keep the data that they had
    /// before the fit.
    /// </summary>
    public CancellationToken CancellationToken { get; init; }

    /// <summary>The maximum number of threads; default -1, chosen by the amount of work.</summary>
    /// <remarks>Results are bit-identical for every value.</remarks>
    /// <exception cref="ArgumentOutOfRangeException">The number is 0, or less than -1.</exception>
    public int MaxDegreeOfParallelism
    {
        get;
        init => field = new TapeOptions { MaxDegreeOfParallelism = value }.MaxDegreeOfParallelism;
    } = -1;

    /// <summary>The text that the compiler would generate, but in the invariant culture.</summary>
    /// <param name="builder">Receives the text.</param>
    protected virtual bool PrintMembers(StringBuilder builder)
    {
        ArgumentNullException.ThrowIfNull(builder);
        var invariant = CultureInfo.InvariantCulture;
        builder.Append(invariant, $"Bounds = {Bounds.Count}, Fixed = {Fixed.Count}, Ties = {Ties.Count}, Scales = {Scales.Count}, ");
        builder.Append(invariant, $"AbsoluteSigmas = {AbsoluteSigmas}, Loss = {Loss}, ");
        builder.Append(invariant, $"MaxIterations = {MaxIterations}, MaxEvaluations = {MaxEvaluations}, ");
        builder.Append(invariant, $"GradientTolerance = {GradientTolerance}, CostTolerance = {CostTolerance}, ");
        builder.Append(invariant, $"StepTolerance = {StepTolerance}, ");
        builder.Append(invariant, $"Starts = {Starts}, StartSeed = {StartSeed}, StartSpread = {StartSpread}, ");
        builder.Append(invariant, $"OnStep = {OnStep}, CancellationToken = {CancellationToken}, ");
        builder.Append(invariant, $"MaxDegreeOfParallelism = {MaxDegreeOfParallelism}");
        return true;
    }
}
