using MicrogradSharp.Optim.RootFinding;

namespace MicrogradSharp.Optim;

/// <summary>Solves n equations f(x) = 0 of n variables, from exact derivatives: Newton's method with a trust region.</summary>
/// <remarks>
/// <para>A step is that of Newton's method if it stays within the region where earlier steps decreased ‖f‖ as predicted. A longer one is
/// cut on the dogleg of M. J. D. Powell (1970). Variables are scaled by the columns of the Jacobian, so their units do not matter. Where
/// an equation is NaN or infinite, a shorter step is tried.</para>
/// <para>A singular Jacobian does not stop the search. The message names the variables that it does not determine. At a root where it is
/// singular, convergence is slower, and the root has about half the digits.</para>
/// <para>A function of nodes is called once, and its graph is evaluated again: an <c>if</c> in it does not run again. The same input gives
/// the same bits.</para>
/// </remarks>
/// <example><code>
/// var result = Roots.Find(p => [p[0] * p[0] + p[1] * p[1] - 4, p[0] * p[1] - 1], [2.0, 0.0]);
/// Console.Write(result);      // a report; result.Root is 1.932, 0.518
/// </code></example>
public static class Roots
{
    /// <summary>Finds a root of equations of nodes.</summary>
    /// <param name="functions">Returns as many nodes as there are variables; called once.</param>
    /// <param name="start">The start, at least one number.</param>
    /// <param name="options">Tolerances and limits; null for the defaults.</param>
    /// <returns>The best point found, and why the search stopped.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="functions"/> is null.</exception>
    /// <exception cref="ArgumentException">
    /// The start is empty or not finite, or there are not as many equations as variables.
    /// </exception>
    /// <exception cref="InvalidOperationException">
    /// The function returned null or a <c>default(Node)</c>, or a tape is being recorded on this thread.
    /// </exception>
    /// <exception cref="NonFiniteException">
    /// An equation or a derivative is not finite at the start; the message names the operation.
    /// </exception>
    /// <exception cref="OperationCanceledException">The search was cancelled.</exception>
    public static RootResult Find(
        Func<ReadOnlySpan<Node>, Node[]> functions, ReadOnlySpan<double> start, RootOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(functions);
        Guard.FiniteNumbers(start);
        return new DoglegSolver(new NodeEquations(functions, start), start, options ?? new RootOptions()).Run();
    }

    /// <summary>Finds a root of equations with a Jacobian of your own.</summary>
    /// <inheritdoc cref="Find(Func{ReadOnlySpan{Node}, Node[]}, ReadOnlySpan{double}, RootOptions)"/>
    /// <param name="functions">Computes the equations.</param>
    /// <param name="jacobian">Computes their derivatives.</param>
    /// <param name="start">The start, at least one number.</param>
    /// <param name="options">Tolerances and limits; null for the defaults.</param>
    /// <exception cref="ArgumentNullException">
    /// <paramref name="functions"/> or <paramref name="jacobian"/> is null.
    /// </exception>
    /// <exception cref="ArgumentException">The start is empty or not finite.</exception>
    /// <exception cref="NonFiniteException">An equation or a derivative is not finite at the start.</exception>
    public static RootResult Find(
        EquationFunction functions, EquationJacobian jacobian, ReadOnlySpan<double> start, RootOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(functions);
        ArgumentNullException.ThrowIfNull(jacobian);
        Guard.FiniteNumbers(start);
        return new DoglegSolver(new DelegateEquations(functions, jacobian, start.Length), start, options ?? new RootOptions()).Run();
    }
}
