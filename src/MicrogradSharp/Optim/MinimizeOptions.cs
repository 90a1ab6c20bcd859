using System.Globalization;
using System.Text;

namespace MicrogradSharp.Optim;

/// <summary>Options for <see cref="Minimize"/>. By default, there are no bounds.</summary>
/// <example><code>
/// var options = new MinimizeOptions { Lower = [0, 0], Upper = [1, double.PositiveInfinity], MaxIterations = 200 };
/// </code></example>
public sealed record MinimizeOptions
{
    /// <summary>The lower bound of each variable; −∞ for none; default null, no lower bounds.</summary>
    /// <remarks>There must be as many bounds as variables. A variable whose bounds are equal is fixed.</remarks>
    public IReadOnlyList<double>? Lower
    {
        get;
        init => field = value is null ? null : Array.AsReadOnly([.. value]);
    }

    /// <summary>The upper bound of each variable; +∞ for none; default null, no upper bounds.</summary>
    /// <remarks>There must be as many bounds as variables.</remarks>
    public IReadOnlyList<double>? Upper
    {
        get;
        init => field = value is null ? null : Array.AsReadOnly([.. value]);
    }

    /// <summary>The maximum number of iterations; default 10,000.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The number is less than 1.</exception>
    public int MaxIterations
    {
        get;
        init => field = Guard.AtLeastOne(value, nameof(MaxIterations));
    } = 10_000;

    /// <summary>The maximum number of evaluations of the function with its gradient; default null, no limit.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The number is less than 1.</exception>
    public int? MaxEvaluations
    {
        get;
        init
        {
            if (value is { } count) Guard.AtLeastOne(count, nameof(MaxEvaluations));
            field = value;
        }
    }

    /// <summary>
    /// Stops when the largest |gᵢ| · max(1, |xᵢ|) is at most this, where g is the projected gradient; default 1e-8.
    /// </summary>
    /// <remarks>
    /// The projected gradient is x − P(x − ∇f), where P moves a point into the bounds: ∇f without bounds. It is 0 at a minimum. If the
    /// bounds of a variable are closer than 1, its distance to a bound is a share of theirs. The test is absolute: for a function of very
    /// small or very large numbers, set a tolerance in proportion.
    /// </remarks>
    /// <exception cref="ArgumentOutOfRangeException">The number is negative or not finite.</exception>
    public double GradientTolerance
    {
        get;
        init => field = Guard.FiniteAtLeastZero(value, nameof(GradientTolerance));
    } = 1e-8;

    /// <summary>
    /// Stops when a step, and the decrease that the model predicted for it, decrease the function by at most this times the larger of the
    /// two values; default 0, to go on for as long as the gradient decreases.
    /// </summary>
    /// <exception cref="ArgumentOutOfRangeException">The number is negative or not finite.</exception>
    public double CostTolerance
    {
        get;
        init => field = Guard.FiniteAtLeastZero(value, nameof(CostTolerance));
    }

    /// <summary>
    /// Stops when a step changes each variable by at most this times the variable; default 2⁻⁵², the spacing of doubles.
    /// </summary>
    /// <exception cref="ArgumentOutOfRangeException">The number is negative or not finite.</exception>
    public double StepTolerance
    {
        get;
        init => field = Guard.FiniteAtLeastZero(value, nameof(StepTolerance));
    } = double.BitIncrement(1) - 1;

    /// <summary>
    /// The number of steps that L-BFGS remembers, as changes of x and of the gradient; default 10. Other methods do not use it.
    /// </summary>
    /// <remarks>
    /// L-BFGS keeps two numbers for each step and variable; with bounds, also some seven for each pair of steps. It throws an
    /// <see cref="ArgumentException"/> if they do not fit in an array.
    /// </remarks>
    /// <exception cref="ArgumentOutOfRangeException">The number is less than 1.</exception>
    public int Memory
    {
        get;
        init => field = Guard.AtLeastOne(value, nameof(Memory));
    } = 10;

    /// <summary>
    /// The file to which a <see cref="Checkpoint"/> is written; default null, none. Each checkpoint replaces the previous one. Newton's
    /// method has none.
    /// </summary>
    /// <remarks>
    /// The checkpoint is written before the iteration is reported. The last iteration always writes one. If the folder does not exist, the
    /// minimiser throws a <see cref="DirectoryNotFoundException"/> before it begins; if the file cannot be written, an
    /// <see cref="IOException"/>, and the previous checkpoint is still complete.
    /// </remarks>
    /// <exception cref="ArgumentException">The path is empty or white space.</exception>
    public string? CheckpointPath
    {
        get;
        init => field = Guard.NullOrNotBlank(value, nameof(CheckpointPath));
    }

    /// <summary>The number of iterations between checkpoints; default 1.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The number is less than 1.</exception>
    public int CheckpointEvery
    {
        get;
        init => field = Guard.AtLeastOne(value, nameof(CheckpointEvery));
    } = 1;

    /// <summary>
    /// The checkpoint to resume from, instead of the start; default null, none. With the same function and options, the results are
    /// bit-identical to those without a break, and the counts go on from its counts.
    /// </summary>
    /// <remarks>
    /// A checkpoint of another method, of another number of variables, or of more steps than <see cref="Memory"/> is refused with an
    /// <see cref="ArgumentException"/>.
    /// </remarks>
    public Checkpoint? ResumeFrom { get; init; }

    /// <summary>Called after each iteration, on the calling thread; default null, nothing.</summary>
    /// <remarks>If it throws, the minimisation ends.</remarks>
    public Action<MinimizeStep>? OnStep { get; init; }

    /// <summary>Stops before the next evaluation, with an <see cref="OperationCanceledException"/>.</summary>
    public CancellationToken CancellationToken { get; init; }

    // the text that the compiler would generate, but in the invariant culture
    private bool PrintMembers(StringBuilder text)
    {
        var invariant = CultureInfo.InvariantCulture;
        text.Append(invariant, $"Lower = {Numbers(Lower)}, Upper = {Numbers(Upper)}, MaxIterations = {MaxIterations}, ");
        text.Append(invariant, $"MaxEvaluations = {MaxEvaluations}, GradientTolerance = {GradientTolerance}, ");
        text.Append(invariant, $"CostTolerance = {CostTolerance}, StepTolerance = {StepTolerance}, Memory = {Memory}, ");
        text.Append(invariant, $"CheckpointPath = {CheckpointPath}, CheckpointEvery = {CheckpointEvery}, ResumeFrom = {ResumeFrom}, ");
        text.Append(invariant, $"OnStep = {OnStep}, CancellationToken = {CancellationToken}");
        return true;
    }

    private static string Numbers(IReadOnlyList<double>? numbers) =>
        numbers is null ? "" : $"[{string.Join(", ", numbers.Select(NumberText.Full))}]";
}
