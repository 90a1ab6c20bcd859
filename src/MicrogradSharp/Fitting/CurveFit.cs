using MicrogradSharp.Datasets;
using MicrogradSharp.Fitting.Models;

namespace MicrogradSharp.Fitting;

/// <summary>Fits a curve y = f(x; parameters) to points by least squares: minimises Σ ((y − f)/σ)². Derivatives are exact.</summary>
/// <remarks>
/// <para>Parameters are leaves. Their data is the start, and after the fit it is the estimate. If the fit throws, the data is unchanged.
/// Other leaves that the model uses are constants. The model is called a few times, and recorded: a branch is taken once.</para>
/// <para>If an operator of your own has no slope in nodes, the solver works without second derivatives.</para>
/// <para>Several fits may run at once if their models share no nodes. For the same model and many data sets, use <c>RunMany</c>.</para>
/// </remarks>
/// <example><code>
/// double[] xs = [0, 1, 2, 3, 4], ys = [2.1, 1.2, 0.8, 0.5, 0.2];
/// Node a = new(1, "a"), k = new(1, "k");
/// var fit = CurveFit.Run(x => a * (-k * x).Exp(), xs, ys, [a, k]);
/// Console.WriteLine(fit);
/// double y = fit.Predict(2.5);
/// </code></example>
public static class CurveFit
{
    /// <summary>Fits a function of one number.</summary>
    /// <param name="model">Computes y from x and the parameters.</param>
    /// <param name="xs">The x of each point.</param>
    /// <param name="ys">The y of each point.</param>
    /// <param name="parameters">The parameters: distinct leaves.</param>
    /// <param name="options">Options; null for the defaults.</param>
    /// <exception cref="ArgumentNullException"><paramref name="model"/> or a collection of the options is null.</exception>
    /// <exception cref="ArgumentException">
    /// Lengths differ, a number is NaN or infinite, a parameter or an option is wrong, a free parameter is not used, there are fewer points
    /// than free parameters, or all ys are below 1e-140 in size and not 0, relative to their σ.
    /// </exception>
    /// <exception cref="NonFiniteException">
    /// The model is NaN or infinite at the start: the message names the operation. Or the squares of the residuals overflow there.
    /// </exception>
    /// <exception cref="InvalidOperationException"><paramref name="model"/> returns a node without a value.</exception>
    /// <exception cref="OperationCanceledException"><see cref="LeastSquaresOptions.CancellationToken"/> is cancelled.</exception>
    public static CurveFitResult Run(
        Func<Node, Node> model, ReadOnlySpan<double> xs, ReadOnlySpan<double> ys, ReadOnlySpan<Node> parameters,
        CurveFitOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(model);
        if (xs.Length != ys.Length)
        {
            throw new ArgumentException($"ys must hold a number for each x, {xs.Length}, but held {ys.Length}.", nameof(ys));
        }
        DataCheck.Finite(xs);
        return Run(row => [model(row[0])], DataCheck.Columns(xs, ys), xs, ys, parameters, options ?? new CurveFitOptions());
    }

    /// <summary>Fits a function of a row of columns.</summary>
    /// <param name="model">Computes y from the columns of a row and the parameters.</param>
    /// <param name="rows">The columns of each point, <c>points × columns</c>, row after row.</param>
    /// <param name="ys">The y of each point.</param>
    /// <param name="parameters">The parameters: distinct leaves.</param>
    /// <param name="options">Options; null for the defaults.</param>
    /// <inheritdoc
    ///   cref="Run(Func{Node, Node}, ReadOnlySpan{double}, ReadOnlySpan{double}, ReadOnlySpan{Node}, CurveFitOptions?)"
    ///   path="/exception"/>
    public static CurveFitResult Run(
        Func<ReadOnlySpan<Node>, Node> model, ReadOnlySpan<double> rows, ReadOnlySpan<double> ys, ReadOnlySpan<Node> parameters,
        CurveFitOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(model);
        int columns = DataCheck.Columns(rows, ys);
        DataCheck.Finite(rows);
        return Run(row => [model(row)], columns, rows, ys, parameters, options ?? new CurveFitOptions());
    }

    /// <summary>Fits a function of the columns of a data set to one of its columns.</summary>
    /// <param name="model">Computes y from the other columns, in their order, and the parameters.</param>
    /// <param name="data">The points.</param>
    /// <param name="y">The name of the column to fit.</param>
    /// <param name="parameters">The parameters: distinct leaves.</param>
    /// <param name="options">Options; null for the defaults.</param>
    /// <inheritdoc
    ///   cref="Run(Func{Node, Node}, ReadOnlySpan{double}, ReadOnlySpan{double}, ReadOnlySpan{Node}, CurveFitOptions?)"
    ///   path="/exception"/>
    /// <example><code>
    /// double[] t = [0, 1, 2, 3], height = [9.9, 9.4, 8.1, 5.6];
    /// Node h = new(10, "h"), g = new(1, "g");
    /// var data = Dataset.FromColumns(("t", t), ("height", height));
    /// var fit = CurveFit.Run(row => h - 0.5 * g * row[0] * row[0], data, "height", [h, g]);
    /// </code></example>
    public static CurveFitResult Run(
        Func<ReadOnlySpan<Node>, Node> model, Dataset data, string y, ReadOnlySpan<Node> parameters, CurveFitOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(data);
        int column = data.ColumnIndex(y, nameof(y));
        string[] others = [.. data.ColumnNames.Where((_, k) => k != column)];
        if (others.Length == 0) throw new ArgumentException("data must hold a column besides y, but holds none.", nameof(data));
        return Run(model, data.SelectColumns(others).Rows, data.Column(column), parameters, options);
    }

    /// <summary>Fits a function of one number to many small data sets. It is recorded once, and the fits run on several threads.</summary>
    /// <param name="model">Computes y from x and the parameters.</param>
    /// <param name="xs">The xs of each data set.</param>
    /// <param name="ys">The ys of each data set.</param>
    /// <param name="parameters">The parameters: distinct leaves. Their data is the start of each fit, and does not change.</param>
    /// <param name="options">
    /// Options; null for the defaults. Sigmas and weights hold for each data set; <see cref="LeastSquaresOptions.OnStep"/> is not called.
    /// </param>
    /// <param name="starts">Other starts: a number for each free parameter, for each data set; null for the data of the nodes.</param>
    /// <returns>
    /// A result for each data set. One whose model is not finite at its start has the reason
    /// <see cref="Optim.SolverStopReason.NonFinite"/>.
    /// </returns>
    /// <exception cref="ArgumentNullException"><paramref name="model"/>, the data, or a part of it is null.</exception>
    /// <exception cref="ArgumentException">
    /// As for <c>Run</c>, for any of the data sets; or the numbers of data sets differ. The message says which.
    /// </exception>
    /// <exception cref="OperationCanceledException"><see cref="LeastSquaresOptions.CancellationToken"/> is cancelled.</exception>
    /// <example><code>
    /// double[][] xs = [[0, 1, 2], [0, 2, 4]], ys = [[5, 3, 1.9], [4, 1.5, 0.5]];
    /// Node a = new(1, "a"), k = new(1, "k");
    /// CurveFitResult[] fits = CurveFit.RunMany(x => a * (-k * x).Exp(), xs, ys, [a, k]);
    /// double second = fits[1].Parameters[0].Estimate;
    /// </code></example>
    public static CurveFitResult[] RunMany(
        Func<Node, Node> model, IReadOnlyList<double[]> xs, IReadOnlyList<double[]> ys, ReadOnlySpan<Node> parameters,
        CurveFitOptions? options = null, IReadOnlyList<double[]>? starts = null)
    {
        ArgumentNullException.ThrowIfNull(model);
        ArgumentNullException.ThrowIfNull(xs);
        ArgumentNullException.ThrowIfNull(ys);
        for (int i = 0; i < xs.Count; i++)
        {
            ArgumentNullException.ThrowIfNull(xs[i], $"xs[{i}]");
            if (i >= ys.Count || ys[i] is null || xs[i].Length == ys[i].Length) continue;
            throw new ArgumentException(
                $"ys[{i}] must hold a number for each x, {xs[i].Length}, but held {ys[i].Length}.", nameof(ys));
        }
        return RunMany(row => [model(row[0])], xs, ys, 1, parameters, options ?? new CurveFitOptions(), starts);
    }

    /// <summary>Fits a function of a row of columns to many small data sets.</summary>
    /// <param name="model">Computes y from the columns of a row and the parameters.</param>
    /// <param name="rows">The columns of the points of each data set, row after row.</param>
    /// <param name="ys">The ys of each data set.</param>
    /// <param name="parameters">The parameters: distinct leaves. Their data is the start of each fit, and does not change.</param>
    /// <param name="options">
    /// Options; null for the defaults. Sigmas and weights hold for each data set; <see cref="LeastSquaresOptions.OnStep"/> is not called.
    /// </param>
    /// <param name="starts">Other starts: a number for each free parameter, for each data set; null for the data of the nodes.</param>
    /// <exception cref="ArgumentNullException"><paramref name="model"/>, the data, or a part of it is null.</exception>
    /// <exception cref="ArgumentException">
    /// As for <c>Run</c>, for any of the data sets; or the numbers of data sets differ. The message says which.
    /// </exception>
    /// <exception cref="OperationCanceledException"><see cref="LeastSquaresOptions.CancellationToken"/> is cancelled.</exception>
    /// <returns>A result for each data set.</returns>
    public static CurveFitResult[] RunMany(
        Func<ReadOnlySpan<Node>, Node> model, IReadOnlyList<double[]> rows, IReadOnlyList<double[]> ys, ReadOnlySpan<Node> parameters,
        CurveFitOptions? options = null, IReadOnlyList<double[]>? starts = null)
    {
        ArgumentNullException.ThrowIfNull(model);
        ArgumentNullException.ThrowIfNull(rows);
        ArgumentNullException.ThrowIfNull(ys);
        int columns = rows.Count == 0 || ys.Count == 0 || rows[0] is null || ys[0] is null ? 1 : DataCheck.Columns(rows[0], ys[0]);
        return RunMany(row => [model(row)], rows, ys, columns, parameters, options ?? new CurveFitOptions(), starts);
    }

    private static CurveFitResult[] RunMany(
        Func<ReadOnlySpan<Node>, Node[]> model, IReadOnlyList<double[]> rows, IReadOnlyList<double[]> ys, int columns,
        ReadOnlySpan<Node> parameters, CurveFitOptions options, IReadOnlyList<double[]>? starts)
    {
        var set = ParameterCheck.Run(parameters, options);
        var data = ManyChecks.Data(rows, ys, columns, set.Free.Length, options);
        double[][]? from = starts is null ? null : ManyChecks.Starts(starts, data.Length, set);
        return data.Length == 0 ? [] : ManyFits.Run(set, FitStart.Record(set, model, columns, maxThreads: 1), data, from, options);
    }

    private static CurveFitResult Run(
        Func<ReadOnlySpan<Node>, Node[]> model, int columns, ReadOnlySpan<double> rows, ReadOnlySpan<double> ys,
        ReadOnlySpan<Node> parameters, CurveFitOptions options)
    {
        DataCheck.Finite(ys);
        var set = ParameterCheck.Run(parameters, options);
        double[] factors = DataCheck.Factors(options, ys.Length);
        DataCheck.NotTiny(ys, factors);
        DataCheck.Enough(DataCheck.Observations(factors, ys.Length), set.Free.Length, "point", nameof(ys));
        var recorded = FitStart.Record(set, model, columns, options.MaxDegreeOfParallelism);
        var function = new ModelResiduals(recorded, new FitData(rows.ToArray(), ys.ToArray(), factors));
        var outcome = FitRun.Run(set, function, options, set.OfFree(set.Start));
        FitStart.CheckFinite(function, outcome);
        var result = new CurveFitResult(set, function, outcome, options);
        set.Store(result.Estimates);
        return result;
    }
}
