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
/// show. The same input gives the same bits. Steps allocate nothing beyond what the function allocates.</para>
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
        var box = Check(start, options);
        return Lbfgs(new Minimization(new NodeObjective(function, start), start, box, options));
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
        var box = Check(start, options);
        return Lbfgs(new Minimization(new DelegateObjective(function, product: null, start.Length), start, box, options));
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

    /// <summary>Minimises a function of nodes with Newton's method.</summary>
    /// <inheritdoc cref="Lbfgs(Func{ReadOnlySpan{Node}, Node}, ReadOnlySpan{double}, MinimizeOptions)"/>
    /// <exception cref="NotSupportedException">An operator of the function has no slope in nodes.</exception>
    public static MinimizeResult Newton(
        Func<ReadOnlySpan<Node>, Node> function, ReadOnlySpan<double> start, MinimizeOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(function);
        options ??= new MinimizeOptions();
        var box = Check(start, options);
        return Newton(new Minimization(new NodeObjective(function, start), start, box, options));
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
        var box = Check(start, options);
        return Newton(new Minimization(new DelegateObjective(function, product, start.Length), start, box, options));
    }

    /// <summary>
    /// Minimises the mean of a tape over rows with Newton's method. The start is the data of the tape's parameters. The recorded function
    /// is called again, to record its second derivatives.
    /// </summary>
    /// <inheritdoc cref="Lbfgs(Tape, ReadOnlySpan{double}, MinimizeOptions)"/>
    /// <exception cref="InvalidOperationException">A tape is being recorded on this thread.</exception>
    /// <exception cref="NotSupportedException">An operator of the function has no slope in nodes.</exception>
    public static MinimizeResult Newton(Tape tape, ReadOnlySpan<double> rows, MinimizeOptions? options = null) =>
        OverRows(tape, rows, options, Newton);

    private static MinimizeResult Lbfgs(Minimization run) => run.Result(new LbfgsSolver(run).Run());

    private static MinimizeResult Newton(Minimization run) => run.Result(new NewtonSolver(run).Run());

    private static unsafe MinimizeResult OverRows(
        Tape tape, ReadOnlySpan<double> rows, MinimizeOptions? options, Func<Minimization, MinimizeResult> solve)
    {
        ArgumentNullException.ThrowIfNull(tape);
        CheckTape(tape);
        Guard.WholeRows(rows, tape.Columns);
        options ??= new MinimizeOptions();
        fixed (double* pinned = rows)
        {
            var objective = new TapeObjective(tape, new PinnedNumbers(pinned, rows.Length));
            double[] start = objective.Read();
            var box = Check(start, options, "parameters");
            Minimization? run = null;
            try
            {
                run = new Minimization(objective, start, box, options);
                return solve(run);
            }
            finally
            {
                objective.Write(run?.Current.X ?? start);       // trial points have moved the parameters
            }
        }
    }

    private static Box Check(ReadOnlySpan<double> start, MinimizeOptions options, string parameter = "start")
    {
        Guard.FiniteNumbers(start, parameter);
        return Box.Of(options, start, parameter);
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
