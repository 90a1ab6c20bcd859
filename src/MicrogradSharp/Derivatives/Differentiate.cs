namespace MicrogradSharp;

/// <summary>
/// Derivatives of functions of nodes, and gradients as graphs, which can be differentiated again: derivatives of any order.
/// </summary>
/// <remarks>
/// <para>A function receives its variables as nodes and returns a node, or several. It must build its result anew in each call. It may
/// use nodes from outside: they count as constants, and no method here changes their data or their <see cref="Value.Grad"/>.</para>
/// <para>±∞ and NaN propagate as in <see cref="Node.Backward(double)"/>: a gradient of exactly 0 contributes exactly 0, whatever the
/// slope. At a kink, every derivative is that of the piece whose slope the operator uses: the second derivative of |x| is 0
/// everywhere.</para>
/// <para>Several threads may call these methods at once as long as their functions share no nodes. While a <see cref="Tape"/> is being
/// recorded, only <see cref="Gradient(Node, ReadOnlySpan{Node})"/> works: the others need data.</para>
/// <para>Costs are given in gradients: one gradient is one call of
/// <see cref="Gradient(Func{ReadOnlySpan{Node}, Node}, ReadOnlySpan{double})"/> for the same function.</para>
/// </remarks>
public static class Differentiate
{
    /// <summary>
    /// The gradient as nodes: ∂y/∂x for every x, as a graph that can be differentiated, evaluated again or recorded like any other.
    /// </summary>
    /// <param name="y">What to differentiate.</param>
    /// <param name="xs">What to differentiate by: leaves, or any values that <paramref name="y"/> depends on.</param>
    /// <returns>
    /// As many nodes as <paramref name="xs"/>. A node may belong to the graph of <paramref name="y"/> itself: ∂(a b)/∂a is b. If
    /// <paramref name="y"/> does not depend on an x, the node for that x is a new leaf of 0.
    /// </returns>
    /// <remarks>
    /// <para>The numbers equal those that <see cref="Node.Backward(double)"/> writes to <see cref="Node.Grad"/>, also for values inside the
    /// graph. If <paramref name="xs"/> hold both a value and one of its own inputs, the input's derivative includes the path through that
    /// value. No gradient is written anywhere.</para>
    /// <para>Linear in nodes plus inputs, and without recursion. Only paths from an x to <paramref name="y"/> are differentiated; the
    /// result has a few times as many nodes as those paths. If there is only one x, the search for paths stops at it; with any number of
    /// xs, it stops at values made before all of them. So a loop whose steps differentiate by their own values takes time in proportion
    /// to its steps. A step that also asks for the derivative by a parameter of the whole loop costs the whole history, because all of it
    /// depends on the parameter.</para>
    /// </remarks>
    /// <example><code>
    /// Node t = 0.5;
    /// var y = t.Sin() * t.Exp();
    /// var first = Differentiate.Gradient(y, t)[0];
    /// var second = Differentiate.Gradient(first, t)[0];      // 2 cos(t) exp(t)
    /// t.Data = 1;
    /// double slopeThere = new Graph(first).Forward();     // evaluated again, like any graph
    /// </code></example>
    /// <exception cref="InvalidOperationException">A node is <c>default(Node)</c>.</exception>
    /// <exception cref="NotSupportedException">
    /// An operator on a path gives its slope only as a number. The message names the operator and says what to implement.
    /// </exception>
    public static Node[] Gradient(Node y, params ReadOnlySpan<Node> xs) => GradientGraph.Of(y.Value, xs);

    /// <summary>The gradient, ∂f/∂xᵢ.</summary>
    /// <param name="f">The function.</param>
    /// <param name="at">The point, at least one number.</param>
    /// <returns>As many numbers as <paramref name="at"/>.</returns>
    /// <example><code>
    /// double[] gradient = Differentiate.Gradient(x => x[0] * x[0] + 3 * x[1], [2.0, 5.0]);    // 4, 3
    /// </code></example>
    /// <exception cref="ArgumentNullException"><paramref name="f"/> is null.</exception>
    /// <exception cref="ArgumentException"><paramref name="at"/> is empty.</exception>
    /// <exception cref="InvalidOperationException">
    /// The function returned <c>default(Node)</c>, or a tape is being recorded on this thread.
    /// </exception>
    public static double[] Gradient(Func<ReadOnlySpan<Node>, Node> f, ReadOnlySpan<double> at) => ValueAndGradient(f, at).Gradient;

    /// <summary>The value and the gradient, at the cost of the gradient.</summary>
    /// <inheritdoc cref="Gradient(Func{ReadOnlySpan{Node}, Node}, ReadOnlySpan{double})"/>
    /// <returns>f at the point, and as many slopes as <paramref name="at"/>.</returns>
    public static (double Value, double[] Gradient) ValueAndGradient(Func<ReadOnlySpan<Node>, Node> f, ReadOnlySpan<double> at)
    {
        var (x, y) = Call(f, at);
        double[] gradient = new double[x.Length];
        new GradientPass([y], x).Run([1], gradient);
        return (y.Data, gradient);
    }

    /// <summary>The Hessian, ∂²f/∂xᵢ∂xⱼ.</summary>
    /// <param name="f">The function.</param>
    /// <param name="at">The point, n numbers, at least one.</param>
    /// <returns>
    /// n × n numbers, exactly symmetric: each is the mean of the two orders of differentiation, which differ by rounding.
    /// </returns>
    /// <remarks>
    /// <para>Builds the gradient as a graph once, then runs backward over it n times: this costs well below 4 n gradients.</para>
    /// <para>An entry is NaN if either order of differentiation gives NaN: no second derivative exists there. The operators of this
    /// library have slopes in nodes whose two orders agree wherever neither is NaN, at edges too. For xʸ at (0, 0) both give +∞, where
    /// PyTorch gives NaN; <see cref="Node.Pow(Node)"/> says why. If the orders of your own operator differ, the entry is their mean.</para>
    /// </remarks>
    /// <example><code>
    /// double[,] hessian = Differentiate.Hessian(x => x[0] * x[0] * x[1], [2.0, 5.0]);     // 10, 4; 4, 0
    /// </code></example>
    /// <exception cref="ArgumentNullException"><paramref name="f"/> is null.</exception>
    /// <exception cref="ArgumentException"><paramref name="at"/> is empty.</exception>
    /// <exception cref="InvalidOperationException">
    /// The function returned <c>default(Node)</c>, or a tape is being recorded on this thread.
    /// </exception>
    /// <exception cref="NotSupportedException">An operator gives its slope as a number only.</exception>
    public static double[,] Hessian(Func<ReadOnlySpan<Node>, Node> f, ReadOnlySpan<double> at) => ValueGradientAndHessian(f, at).Hessian;

    /// <summary>The value, the gradient and the Hessian, at the cost of the Hessian: what a step of Newton's method needs.</summary>
    /// <inheritdoc cref="Hessian"/>
    /// <returns>f at the point, n slopes, and n × n second derivatives.</returns>
    public static (double Value, double[] Gradient, double[,] Hessian) ValueGradientAndHessian(
        Func<ReadOnlySpan<Node>, Node> f,
        ReadOnlySpan<double> at)
    {
        var (x, y) = Call(f, at);
        var gradient = GradientGraph.Of(y.Value, x);
        double[,] hessian = JacobianOf(gradient, x);
        for (int i = 0; i < x.Length; i++)
        {
            for (int j = 0; j < i; j++) hessian[i, j] = hessian[j, i] = 0.5 * hessian[i, j] + 0.5 * hessian[j, i];
        }
        return (y.Data, Array.ConvertAll(gradient, node => node.Data), hessian);
    }

    /// <summary>
    /// The Hessian times a vector, Σⱼ ∂²f/∂xᵢ∂xⱼ · vⱼ, without computing the Hessian: this costs a few gradients, whatever n is.
    /// </summary>
    /// <param name="f">The function.</param>
    /// <param name="at">The point, n numbers, at least one.</param>
    /// <param name="v">The vector, n numbers.</param>
    /// <returns>n numbers.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="f"/> is null.</exception>
    /// <exception cref="ArgumentException"><paramref name="at"/> is empty, or <paramref name="v"/> is of another length.</exception>
    /// <exception cref="InvalidOperationException">
    /// The function returned <c>default(Node)</c>, or a tape is being recorded on this thread.
    /// </exception>
    /// <exception cref="NotSupportedException">An operator gives its slope as a number only.</exception>
    public static double[] HessianVectorProduct(Func<ReadOnlySpan<Node>, Node> f, ReadOnlySpan<double> at, ReadOnlySpan<double> v)
    {
        CheckLength(v, at, nameof(v));
        var (x, y) = Call(f, at);
        double[] product = new double[x.Length];
        new GradientPass(GradientGraph.Of(y.Value, x), x).Run(v, product);
        return product;
    }

    /// <summary>The Jacobian, ∂fᵢ/∂xⱼ.</summary>
    /// <param name="f">The function of m outputs.</param>
    /// <param name="at">The point, n numbers, at least one.</param>
    /// <returns>m × n numbers: one row per output, one column per variable.</returns>
    /// <remarks>Builds one graph, and runs one backward pass over it for each output.</remarks>
    /// <example><code>
    /// double[,] jacobian = Differentiate.Jacobian(x => [x[0] * x[1], x[0].Exp()], [0.0, 2.0]);    // 2, 0; 1, 0
    /// </code></example>
    /// <exception cref="ArgumentNullException"><paramref name="f"/> is null.</exception>
    /// <exception cref="ArgumentException"><paramref name="at"/> is empty.</exception>
    /// <exception cref="InvalidOperationException">
    /// The function returned null, no outputs or a <c>default(Node)</c>, or a tape is being recorded on this thread.
    /// </exception>
    public static double[,] Jacobian(Func<ReadOnlySpan<Node>, Node[]> f, ReadOnlySpan<double> at) => ValuesAndJacobian(f, at).Jacobian;

    /// <summary>The values and the Jacobian, at the cost of the Jacobian: what a step of the Gauss–Newton method needs.</summary>
    /// <inheritdoc cref="Jacobian"/>
    /// <returns>The m outputs at the point, and m × n slopes.</returns>
    public static (double[] Values, double[,] Jacobian) ValuesAndJacobian(Func<ReadOnlySpan<Node>, Node[]> f, ReadOnlySpan<double> at)
    {
        var (x, y) = Call(f, at);
        return (Array.ConvertAll(y, output => output.Data), JacobianOf(y, x));
    }

    /// <summary>
    /// The Jacobian times a vector, Σⱼ ∂fᵢ/∂xⱼ · vⱼ, in forward mode: the change of every output along v. This costs a few gradients,
    /// however many outputs there are.
    /// </summary>
    /// <param name="f">The function of m outputs.</param>
    /// <param name="at">The point, n numbers, at least one.</param>
    /// <param name="v">The vector, n numbers.</param>
    /// <returns>m numbers.</returns>
    /// <remarks>A change of exactly 0 contributes exactly 0, whatever the slope.</remarks>
    /// <exception cref="ArgumentNullException"><paramref name="f"/> is null.</exception>
    /// <exception cref="ArgumentException"><paramref name="at"/> is empty, or <paramref name="v"/> is of another length.</exception>
    /// <exception cref="InvalidOperationException">
    /// The function returned null, no outputs or a <c>default(Node)</c>, or a tape is being recorded on this thread.
    /// </exception>
    public static double[] JacobianVectorProduct(Func<ReadOnlySpan<Node>, Node[]> f, ReadOnlySpan<double> at, ReadOnlySpan<double> v)
    {
        CheckLength(v, at, nameof(v));
        var (x, y) = Call(f, at);
        return TangentPass.Run(y, x, v);
    }

    /// <summary>
    /// A vector times the Jacobian, Σᵢ wᵢ · ∂fᵢ/∂xⱼ, in one backward pass: this costs one gradient, however many outputs there are.
    /// </summary>
    /// <param name="f">The function of m outputs.</param>
    /// <param name="at">The point, n numbers, at least one.</param>
    /// <param name="w">The vector, m numbers.</param>
    /// <returns>n numbers.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="f"/> is null.</exception>
    /// <exception cref="ArgumentException">
    /// <paramref name="at"/> is empty, or the length of <paramref name="w"/> is not the number of outputs.
    /// </exception>
    /// <exception cref="InvalidOperationException">
    /// The function returned null, no outputs or a <c>default(Node)</c>, or a tape is being recorded on this thread.
    /// </exception>
    public static double[] VectorJacobianProduct(Func<ReadOnlySpan<Node>, Node[]> f, ReadOnlySpan<double> at, ReadOnlySpan<double> w)
    {
        var (x, y) = Call(f, at);
        if (w.Length != y.Length)
        {
            throw new ArgumentException($"w must have a number for each output, {y.Length}, but has {w.Length}.", nameof(w));
        }
        double[] product = new double[x.Length];
        new GradientPass(y, x).Run(w, product);
        return product;
    }

    /// <summary>The derivative along a vector, Σᵢ ∂f/∂xᵢ · vᵢ, in forward mode. The vector is not scaled to length 1.</summary>
    /// <param name="f">The function.</param>
    /// <param name="at">The point, n numbers, at least one.</param>
    /// <param name="v">The vector, n numbers.</param>
    /// <remarks>A change of exactly 0 contributes exactly 0, whatever the slope.</remarks>
    /// <exception cref="ArgumentNullException"><paramref name="f"/> is null.</exception>
    /// <exception cref="ArgumentException"><paramref name="at"/> is empty, or <paramref name="v"/> is of another length.</exception>
    /// <exception cref="InvalidOperationException">
    /// The function returned <c>default(Node)</c>, or a tape is being recorded on this thread.
    /// </exception>
    public static double DirectionalDerivative(Func<ReadOnlySpan<Node>, Node> f, ReadOnlySpan<double> at, ReadOnlySpan<double> v)
    {
        CheckLength(v, at, nameof(v));
        var (x, y) = Call(f, at);
        return TangentPass.Run([y], x, v)[0];
    }

    private static (Node[] X, TResult Y) Call<TResult>(Func<ReadOnlySpan<Node>, TResult> f, ReadOnlySpan<double> at)
    {
        ArgumentNullException.ThrowIfNull(f);
        if (at.IsEmpty) throw new ArgumentException("at must hold at least 1 number, but was empty.", nameof(at));
        if (RecordingSession.IsActive) RecordingSession.CheckMayRunBackward();
        var x = new Node[at.Length];
        for (int i = 0; i < x.Length; i++) x[i] = at[i];
        var y = f(x);
        if (y is null) throw new InvalidOperationException("The function returned null instead of its outputs.");
        if (y is Node[] { Length: 0 }) throw new InvalidOperationException("The function returned no outputs: at least 1 is needed.");
        return (x, y);
    }

    private static double[,] JacobianOf(Node[] outputs, Node[] leaves)
    {
        var pass = new GradientPass(outputs, leaves);
        double[,] jacobian = new double[outputs.Length, leaves.Length];
        double[] seeds = new double[outputs.Length], row = new double[leaves.Length];
        for (int i = 0; i < outputs.Length; i++)
        {
            seeds[i] = 1;
            pass.Run(seeds, row);
            seeds[i] = 0;
            for (int j = 0; j < row.Length; j++) jacobian[i, j] = row[j];
        }
        return jacobian;
    }

    private static void CheckLength(ReadOnlySpan<double> v, ReadOnlySpan<double> at, string name)
    {
        if (v.Length == at.Length) return;
        throw new ArgumentException($"{name} must have as many numbers as at, {at.Length}, but has {v.Length}.", name);
    }
}
