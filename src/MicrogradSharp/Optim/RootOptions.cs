using System.Globalization;
using System.Text;

namespace MicrogradSharp.Optim;

/// <summary>Options for <see cref="Roots"/>.</summary>
/// <example><code>
/// var options = new RootOptions { MaxIterations = 50, ResidualTolerance = 1e-14 };
/// </code></example>
public sealed record RootOptions
{
    /// <summary>The maximum number of iterations; default 1,000.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The number is less than 1.</exception>
    public int MaxIterations
    {
        get;
        init => field = Guard.AtLeastOne(value, nameof(MaxIterations));
    } = 1000;

    /// <summary>The maximum number of evaluations of the equations; default null, no limit.</summary>
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

    /// <summary>Stops when the largest |fᵢ| is at most this; default 1e-12.</summary>
    /// <remarks>The test is absolute: for equations of very small or very large numbers, set a tolerance in proportion.</remarks>
    /// <exception cref="ArgumentOutOfRangeException">The number is negative or not finite.</exception>
    public double ResidualTolerance
    {
        get;
        init => field = Guard.FiniteAtLeastZero(value, nameof(ResidualTolerance));
    } = 1e-12;

    /// <summary>
    /// Stops when the step of Newton's method is at most this times x, both in the scale of the variables; default 2⁻⁵², the spacing of
    /// doubles.
    /// </summary>
    /// <exception cref="ArgumentOutOfRangeException">The number is negative or not finite.</exception>
    public double StepTolerance
    {
        get;
        init => field = Guard.FiniteAtLeastZero(value, nameof(StepTolerance));
    } = double.BitIncrement(1) - 1;

    /// <summary>Called after each iteration, on the calling thread; default null, nothing.</summary>
    /// <remarks>If it throws, the search ends.</remarks>
    public Action<RootStep>? OnStep { get; init; }

    /// <summary>Stops before the next evaluation, with an <see cref="OperationCanceledException"/>.</summary>
    public CancellationToken CancellationToken { get; init; }

    // the text that the compiler would generate, but in the invariant culture
    private bool PrintMembers(StringBuilder text)
    {
        var invariant = CultureInfo.InvariantCulture;
        text.Append(invariant, $"MaxIterations = {MaxIterations}, MaxEvaluations = {MaxEvaluations}, ");
        text.Append(invariant, $"ResidualTolerance = {ResidualTolerance}, StepTolerance = {StepTolerance}, ");
        text.Append(invariant, $"OnStep = {OnStep}, CancellationToken = {CancellationToken}");
        return true;
    }
}
