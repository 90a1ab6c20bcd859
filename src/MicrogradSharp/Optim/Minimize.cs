using MicrogradSharp.Optim.Minimizing;
using MicrogradSharp.Tapes.Running;

namespace MicrogradSharp.Optim;

/// <summary>
/// Finds a local minimum of a smooth function of n variables, with or without bounds, from exact derivatives. L-BFGS needs gradients;
/// Newton's method also needs products of the Hessian and a vector, and ends with more digits in fewer steps.
/// </summary>
/// <remarks>
/// <para>The function is one of nodes, the mean of a <see cref="Tape"/> over rows, or your own with its gradient. A function of nodes is
/// called once, and its graph is evaluated again: an <c>if</c> in it does not run again. It may use nodes from outside, which count as
/// constants and do not change.</para>
/// <para>Where the function or its gradient is NaN or infinite, a shorter step is tried. Bounds are never violated. If the values of two
/// points are equal to rounding, the one with the smaller gradient is the better one, so the result has more digits than the value can
/// show. The same input gives the same bits. Steps on this machine allocate nothing beyond what the function allocates.</para>
/// <para>L-BFGS-B: R. H. Byrd, P. Lu, J. Nocedal and C. Zhu, A limited memory algorithm for bound constrained optimization, SIAM Journal
/// on Scientific Computing 16 (1995), with the projection of J. L. Morales and J. Nocedal (2011) and the line search of J. J. Moré and
/// D. J. Thuente (1994). Newton's method: conjugate gradients in a trust region, T. Steihaug (1983); with bounds, projected searches,
/// C.-J. Lin and J. J. Moré (1999).</para>
/// </remarks>
/// <example><code>
/// var result = Minimize.Lbfgs(p => (1 - p[0]).Pow(2) + 100 * (p[1] - p[0].Pow(2)).Pow(2), [-1.2, 1.0]);
/// Console.Write(result);      // a report; result.Minimizer is 1, 1
/// </code></example>
public static class Minimize
{
    /// <summary>Minimises a function of nodes with L-BFGS-B.</summary>
    /// <param name="function">The function; called once.</param>
    /// <param name="start">The start, at least one number.</param>
    /// <param name="options">Bounds, tolerances and limits; null for the defaults.</param>
    /// <returns>The best point found, and why the minimiser stopped.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="function"/> is null.</exception>
    /// <exception cref="ArgumentException">
    /// The start is empty, not finite or outside its bounds, there are not as many bounds as variables, or a lower bound is above its upper
    /// bound.
    /// </exception>
    /// <exception cref="InvalidOperationException">
    /// The function returned <c>default(Node)</c>, or a tape is being recorded on this thread.
    /// </exception>
    /// <exception cref="NonFiniteException">
    /// The function or its gradient is not finite at the start; the message names the operation.
    /// </exception>
    /// <exception cref="OperationCanceledException">The minimisation was cancelled.</exception>
    public static MinimizeResult Lbfgs(
        Func<ReadOnlySpan<Node>, Node> function, ReadOnlySpan<double> start, MinimizeOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(function);
        options ??= new MinimizeOptions();
        var box = Check(ref start, options);
        return Lbfgs(new NodeObjective(function, start), start, box, options);
    }

    /// <summary>Minimises a function with a gradient of your own with L-BFGS-B.</summary>
    /// <inheritdoc cref="Lbfgs(Func{ReadOnlySpan{Node}, Node}, ReadOnlySpan{double}, MinimizeOptions)"/>
    /// <param name="function">Computes the function and its gradient.</param>
    /// <param name="start">The start, at least one number.</param>
    /// <param name="options">Bounds, tolerances and limits; null for the defaults.</param>
    /// <exception cref="NonFiniteException">The function or its gradient is not finite at the start.</exception>
    public static MinimizeResult Lbfgs(GradientFunction function, ReadOnlySpan<double> start, MinimizeOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(function);
        options ??= new MinimizeOptions();
        var box = Check(ref start, options);
        return Lbfgs(new DelegateObjective(function, product: null, start.Length), start, box, options);
    }

    /// <summary>Minimises the mean of a tape over rows with L-BFGS-B. The start is the data of the tape's parameters.</summary>
    /// <param name="tape">The loss of a row, with one output.</param>
    /// <param name="rows">The rows, <c>rows × columns</c>, row after row.</param>
    /// <param name="options">
    /// Bounds, tolerances and limits; null for the defaults. Bounds are in the order of <see cref="Tape.Parameters"/>.
    /// </param>
    /// <returns>The best point found, which the parameters then hold, and why the minimiser stopped.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="tape"/> is null.</exception>
    /// <exception cref="ArgumentException">
    /// The tape has several outputs or no parameters, there are no rows, a row is cut short, a parameter is not finite or outside its
    /// bounds, there are not as many bounds as parameters, or a lower bound is above its upper bound.
    /// </exception>
    /// <exception cref="NonFiniteException">
    /// The mean or its gradient is not finite at the start; the message names the row and the operation. The parameters are unchanged.
    /// </exception>
    /// <exception cref="OperationCanceledException">
    /// The minimisation was cancelled. The parameters are those of the best point so far.
    /// </exception>
    public static MinimizeResult Lbfgs(Tape tape, ReadOnlySpan<double> rows, MinimizeOptions? options = null) =>
        OverRows(tape, rows, options, Lbfgs);

    /// <summary>
    /// Minimises a function that is computed elsewhere, such as on a cluster, with L-BFGS-B. The steps are bit-identical to those of the
    /// other overloads.
    /// </summary>
    /// <param name="objective">Computes the function and its gradient.</param>
    /// <param name="start">The start, a number for each parameter of the objective.</param>
    /// <param name="options">
    /// Bounds, tolerances and limits; null for the defaults. The cancellation token also reaches the objective. <c>OnStep</c> is called on
    /// the thread on which the objective completes.
    /// </param>
    /// <returns>The best point found, and why the minimiser stopped.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="objective"/> is null.</exception>
    /// <exception cref="ArgumentException">
    /// The start is not finite, outside its bounds, or has another number of parameters than the objective, the bounds do not fit, or
    /// <see cref="MinimizeOptions.ResumeFrom"/> does not.
    /// </exception>
    /// <exception cref="NonFiniteException">The function or its gradient is not finite at the start.</exception>
    /// <exception cref="OperationCanceledException">The minimisation was cancelled.</exception>
    public static Task<MinimizeResult> LbfgsAsync(
        IAsyncObjective objective, ReadOnlyMemory<double> start, MinimizeOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(objective);
        CheckCount(start.Length, objective.ParameterCount);
        options ??= new MinimizeOptions();
        var from = start.Span;
        var box = Check(ref from, options);
        return RemoteMinimization.LbfgsAsync(objective, new Minimization(new NumberedVariables(from.Length), from, box, options));
    }

    /// <summary>
    /// Minimises half a sum of squares with the Levenberg–Marquardt method, from normal equations that are computed elsewhere, such as on a
    /// cluster.
    /// </summary>
    /// <remarks>
    /// The normal equations square the condition number κ of the Jacobian: a step has a relative error of about κ² · 10⁻¹⁶. Later steps
    /// correct it, because gradients are exact, so a κ of up to some 10⁶ costs steps rather than digits of the result. Above 10⁸, the
    /// matrix is singular to rounding, and the result may stop short of the minimum. If the rows fit on one machine, use
    /// <c>Fitting.LeastSquares</c>: it factors the Jacobian itself, and also gives errors of the parameters.
    /// </remarks>
    /// <param name="equations">Computes the sum of squares, its gradient and the matrix.</param>
    /// <param name="start">The start, a number for each parameter.</param>
    /// <param name="options">
    /// Tolerances and limits, as for <see cref="LbfgsAsync"/>; null for the defaults. There must be no bounds. The gradient is that of a
    /// sum over all rows: set the tolerance in proportion.
    /// </param>
    /// <returns>The best point found, and why the minimiser stopped. Its value is half the sum of squares.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="equations"/> is null.</exception>
    /// <exception cref="ArgumentException">
    /// There are bounds, the start is not finite or has another number of parameters than the equations, these are more than 46,340, or
    /// <see cref="MinimizeOptions.ResumeFrom"/> does not fit.
    /// </exception>
    /// <exception cref="NonFiniteException">The sum, its gradient or the matrix is not finite at the start.</exception>
    /// <exception cref="OperationCanceledException">The minimisation was cancelled.</exception>
    public static Task<MinimizeResult> GaussNewtonAsync(
        IAsyncNormalEquations equations, ReadOnlyMemory<double> start, MinimizeOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(equations);
        CheckCount(start.Length, equations.ParameterCount);
        if ((long)start.Length * start.Length > Array.MaxLength)
        {
            throw new ArgumentException(
                $"equations must have a matrix that fits in an array, but have {NumberText.Whole(start.Length)} parameters.",
                nameof(equations));
        }
        options ??= new MinimizeOptions();
        if (options.Lower is not null) throw Bounds(nameof(options.Lower));
        if (options.Upper is not null) throw Bounds(nameof(options.Upper));
        var from = start.Span;
        var box = Check(ref from, options, kind: GaussNewtonSolver.Kind);
        return RemoteMinimization.GaussNewtonAsync(equations, new Minimization(new NumberedVariables(from.Length), from, box, options));

        static ArgumentException Bounds(string name) => new($"{name} must be null: this method has no bounds.", nameof(options));
    }

    /// <summary>Minimises a function of nodes with Newton's method.</summary>
    /// <inheritdoc cref="Lbfgs(Func{ReadOnlySpan{Node}, Node}, ReadOnlySpan{double}, MinimizeOptions)"/>
    /// <exception cref="NotSupportedException">An operator of the function has no slope in nodes.</exception>
    public static MinimizeResult Newton(
        Func<ReadOnlySpan<Node>, Node> function, ReadOnlySpan<double> start, MinimizeOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(function);
        options ??= new MinimizeOptions();
        RefuseCheckpoints(options);
        var box = Check(ref start, options);
        return Newton(new LocalMinimization(new NodeObjective(function, start), start, box, options));
    }

    /// <summary>Minimises a function with derivatives of your own with Newton's method.</summary>
    /// <inheritdoc cref="Lbfgs(GradientFunction, ReadOnlySpan{double}, MinimizeOptions)"/>
    /// <param name="function">Computes the function and its gradient.</param>
    /// <param name="product">Multiplies the Hessian by a vector.</param>
    /// <param name="start">The start, at least one number.</param>
    /// <param name="options">Bounds, tolerances and limits; null for the defaults.</param>
    /// <exception cref="ArgumentNullException">
    /// <paramref name="function"/> or <paramref name="product"/> is null.
    /// </exception>
    public static MinimizeResult Newton(
        GradientFunction function, HessianProduct product, ReadOnlySpan<double> start, MinimizeOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(function);
        ArgumentNullException.ThrowIfNull(product);
        options ??= new MinimizeOptions();
        RefuseCheckpoints(options);
        var box = Check(ref start, options);
        return Newton(new LocalMinimization(new DelegateObjective(function, product, start.Length), start, box, options));
    }

    /// <summary>
    /// Minimises the mean of a tape over rows with Newton's method. The start is the data of the tape's parameters. The recorded function
    /// is called again, to record its second derivatives.
    /// </summary>
    /// <inheritdoc cref="Lbfgs(Tape, ReadOnlySpan{double}, MinimizeOptions)"/>
    /// <exception cref="InvalidOperationException">A tape is being recorded on this thread.</exception>
    /// <exception cref="NotSupportedException">An operator of the function has no slope in nodes.</exception>
    public static MinimizeResult Newton(Tape tape, ReadOnlySpan<double> rows, MinimizeOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(tape);
        if (options is not null) RefuseCheckpoints(options);
        return OverRows(tape, rows, options, Newton);
    }

    private static MinimizeResult Lbfgs(IObjective objective, ReadOnlySpan<double> start, Box box, MinimizeOptions options) =>
        Lbfgs(new LocalMinimization(objective, start, box, options));

    private static MinimizeResult Lbfgs(LocalMinimization run)
    {
        var solver = new LbfgsSolver(run);
        foreach (var trial in solver.Trials()) run.Evaluate(trial);
        return run.Result(solver.Reason);
    }

    private static MinimizeResult Newton(LocalMinimization run) => run.Result(new NewtonSolver(run).Run());

    private static unsafe MinimizeResult OverRows(
        Tape tape, ReadOnlySpan<double> rows, MinimizeOptions? options, Func<LocalMinimization, MinimizeResult> solve)
    {
        ArgumentNullException.ThrowIfNull(tape);
        CheckTape(tape);
        Guard.WholeRows(rows, tape.Columns);
        options ??= new MinimizeOptions();
        fixed (double* pinned = rows)
        {
            var objective = new TapeObjective(tape, new PinnedNumbers(pinned, rows.Length));
            double[] start = objective.Read();
            ReadOnlySpan<double> from = start;
            var box = Check(ref from, options, "parameters");
            LocalMinimization? run = null;
            try
            {
                run = new LocalMinimization(objective, from, box, options);
                return solve(run);
            }
            finally
            {
                objective.Write(run?.Current.X ?? start);       // trial points have moved the parameters
            }
        }
    }

    /// <summary>Checks the start and the options. With a checkpoint, the start becomes its point.</summary>
    private static Box Check(
        ref ReadOnlySpan<double> start, MinimizeOptions options, string parameter = "start", string kind = LbfgsCheckpoint.Kind)
    {
        Guard.FiniteNumbers(start, parameter);
        if (options.CheckpointPath is { } path) CheckpointFile.Check(path, nameof(options));
        if (options.ResumeFrom is { } checkpoint)
        {
            MinimizeCheckpoint.Check(checkpoint, kind, start.Length, options);
            start = checkpoint.Parameters;
        }
        return Box.Of(options, start, parameter);
    }

    private static void CheckCount(int start, int parameters)
    {
        if (start == parameters) return;
        throw new ArgumentException(
            $"start must have {NumberText.Count(parameters, "number")}, like the objective, but has {start}.", nameof(start));
    }

    private static void RefuseCheckpoints(MinimizeOptions options)
    {
        if (options.CheckpointPath is null && options.ResumeFrom is null) return;
        string name = options.ResumeFrom is null ? nameof(options.CheckpointPath) : nameof(options.ResumeFrom);
        throw new ArgumentException($"{name} must be null for Newton's method, which has no checkpoints.", nameof(options));
    }

    private static void CheckTape(Tape tape)
    {
        if (tape.Outputs != 1)
        {
            throw new ArgumentException($"tape must have 1 output, the loss of a row, but has {tape.Outputs}.", nameof(tape));
        }
        if (tape.Parameters.Count == 0) throw new ArgumentException("tape must use at least 1 parameter, but uses none.", nameof(tape));
    }
}
