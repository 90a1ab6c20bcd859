using MicrogradSharp.Datasets;
using MicrogradSharp.Fitting.Models;

namespace MicrogradSharp.Fitting;

/// <summary>Finds the parameters that make residuals small: minimises ½ Σ r². Derivatives are exact.</summary>
/// <remarks>
/// <para>Parameters are leaves. Their data is the start, and after the fit it is the estimate. If the fit throws, the data is unchanged.
/// Other leaves that the function uses are constants. The function is called a few times, and recorded: a branch is taken once.</para>
/// <para>If an operator of your own has no slope in nodes, the solver works without second derivatives.</para>
/// <para>Several fits may run at once if their functions share no nodes.</para>
/// </remarks>
public static class LeastSquares
{
    /// <summary>Fits residuals that are written out one by one.</summary>
    /// <param name="residuals">Computes the residuals from the parameters.</param>
    /// <param name="parameters">The parameters: distinct leaves.</param>
    /// <param name="options">Options; null for the defaults.</param>
    /// <exception cref="ArgumentNullException"><paramref name="residuals"/> or a collection of the options is null.</exception>
    /// <exception cref="ArgumentException">
    /// A parameter or an option is wrong, a free parameter is not used, or there are fewer residuals than free parameters.
    /// </exception>
    /// <exception cref="NonFiniteException">
    /// A residual is NaN or infinite at the start: the message names the operation. Or the squares of the residuals overflow there.
    /// </exception>
    /// <exception cref="InvalidOperationException">
    /// <paramref name="residuals"/> returns null, no residual, or a node without a value.
    /// </exception>
    /// <exception cref="OperationCanceledException"><see cref="LeastSquaresOptions.CancellationToken"/> is cancelled.</exception>
    /// <example><code>
    /// Node u = -1.2, v = 1.0;
    /// var fit = LeastSquares.Run(() => [10 * (v - u * u), 1 - u], [u, v]);     // u = 1, v = 1
    /// </code></example>
    public static LeastSquaresResult Run(Func<Node[]> residuals, ReadOnlySpan<Node> parameters, LeastSquaresOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(residuals);
        return Run(_ => residuals(), 1, [0.0], parameters, options ?? new LeastSquaresOptions());
    }

    /// <summary>Fits residuals that are a function of a row: one or several for each row.</summary>
    /// <param name="residuals">Computes the residuals of a row from its numbers and the parameters.</param>
    /// <param name="columns">The number of columns of a row.</param>
    /// <param name="rows">The rows, <c>rows × columns</c>, row after row.</param>
    /// <param name="parameters">The parameters: distinct leaves.</param>
    /// <param name="options">Options; null for the defaults.</param>
    /// <inheritdoc cref="Run(Func{Node[]}, ReadOnlySpan{Node}, LeastSquaresOptions?)" path="/exception"/>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="columns"/> is less than 1.</exception>
    public static LeastSquaresResult Run(
        Func<ReadOnlySpan<Node>, Node[]> residuals, int columns, ReadOnlySpan<double> rows, ReadOnlySpan<Node> parameters,
        LeastSquaresOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(residuals);
        Guard.AtLeastOne(columns);
        Guard.WholeRows(rows, columns);
        DataCheck.Finite(rows);
        return Run(residuals, columns, rows.ToArray(), parameters, options ?? new LeastSquaresOptions());
    }

    /// <summary>Fits residuals that are a function of a row of a data set.</summary>
    /// <param name="residuals">Computes the residuals of a row from its columns and the parameters.</param>
    /// <param name="data">The rows.</param>
    /// <param name="parameters">The parameters: distinct leaves.</param>
    /// <param name="options">Options; null for the defaults.</param>
    /// <inheritdoc cref="Run(Func{Node[]}, ReadOnlySpan{Node}, LeastSquaresOptions?)" path="/exception"/>
    public static LeastSquaresResult Run(
        Func<ReadOnlySpan<Node>, Node[]> residuals, Dataset data, ReadOnlySpan<Node> parameters, LeastSquaresOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(data);
        return Run(residuals, data.ColumnCount, data.Rows, parameters, options);
    }

    private static LeastSquaresResult Run(
        Func<ReadOnlySpan<Node>, Node[]> residuals, int columns, double[] rows, ReadOnlySpan<Node> parameters, LeastSquaresOptions options)
    {
        var set = ParameterCheck.Run(parameters, options);
        var model = FitStart.Record(set, residuals, columns, options.MaxDegreeOfParallelism);
        var function = new ModelResiduals(model, new FitData(rows, [], []));
        DataCheck.Enough(function.ResidualCount, set.Free.Length, "residual", nameof(residuals));
        var outcome = FitRun.Run(set, function, options, set.OfFree(set.Start));
        FitStart.CheckFinite(function, outcome);
        var result = new LeastSquaresResult(set, function, outcome, options);
        set.Store(result.Estimates);
        return result;
    }
}
