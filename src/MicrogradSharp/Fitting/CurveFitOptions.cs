using System.Globalization;
using System.Text;

namespace MicrogradSharp.Fitting;

/// <summary>Options for <see cref="CurveFit"/>. By default, every point has the same weight, and every parameter is free.</summary>
/// <example><code>
/// Node a = new(1, "a"), b = new(1, "b");
/// var options = new CurveFitOptions { Sigmas = [0.1, 0.1, 0.4], AbsoluteSigmas = true, Bounds = { [b] = (0, 1.5) } };
/// </code></example>
public sealed record CurveFitOptions : LeastSquaresOptions
{
    /// <summary>
    /// The standard deviation of each y; default null, all equal. They are relative unless
    /// <see cref="LeastSquaresOptions.AbsoluteSigmas"/> is set.
    /// </summary>
    public IReadOnlyList<double>? Sigmas { get; init; }

    /// <summary>
    /// The weight of the squared residual of each y, 1/σ²; default null, all equal. A weight of 0 leaves the point out. Give weights or
    /// <see cref="Sigmas"/>, not both.
    /// </summary>
    public IReadOnlyList<double>? Weights { get; init; }

    /// <inheritdoc/>
    protected override bool PrintMembers(StringBuilder builder)
    {
        base.PrintMembers(builder);
        builder.Append(CultureInfo.InvariantCulture, $", Sigmas = {Sigmas?.Count}, Weights = {Weights?.Count}");
        return true;
    }
}
