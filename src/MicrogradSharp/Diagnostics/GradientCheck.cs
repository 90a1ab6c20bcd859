namespace MicrogradSharp.Diagnostics;

/// <summary>Compares gradients with numeric derivatives, to test your own operator or loss.</summary>
/// <remarks>
/// <para>The numeric derivative comes from central differences, extrapolated to a step of 0 (Ridders 1982; Numerical Recipes, section
/// 5.7). The first step is about 1/1000 of max(|x|, 1). For a smooth function the derivative is good to about ten digits, so the tolerance
/// can be far smaller than the error of a slightly wrong formula. Each input costs 6 to 24 evaluations of the function.</para>
/// <para>At a kink (|x| at 0, a ReLU at 0, a tie of Max) there is no derivative. The report says so, gives the slopes to the left and
/// right, and passes any number between them. The check fails for NaN and ±∞, in the function around the point or in the gradient, and the
/// report says which.</para>
/// </remarks>
public static class GradientCheck
{
    /// <summary>Checks the gradient of a function.</summary>
    /// <param name="function">
    /// The function. It is called many times, must build its result anew in each call, and must return the same result for the same
    /// numbers.
    /// </param>
    /// <param name="at">The point, at least one number.</param>
    /// <param name="options">Options; null for the defaults.</param>
    /// <returns>A report. The inputs are named x0, x1, ….</returns>
    /// <exception cref="ArgumentNullException"><paramref name="function"/> is null.</exception>
    /// <exception cref="ArgumentException"><paramref name="at"/> is empty.</exception>
    /// <exception cref="InvalidOperationException">
    /// The function returns <c>default(Node)</c>, or a tape is being recorded on this thread.
    /// </exception>
    /// <example><code>
    /// GradientReport report = GradientCheck.Run(x => (x[0] * x[1]).Tanh(), [0.5, -2.0]);
    /// Console.Write(report);      // a table: analytic next to numeric
    /// </code></example>
    public static GradientReport Run(Func<ReadOnlySpan<Node>, Node> function, ReadOnlySpan<double> at, GradientCheckOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(function);
        if (at.IsEmpty) throw new ArgumentException("at must hold at least 1 number, but was empty.", nameof(at));
        var inputs = new (string Name, Node Parameter)[at.Length];
        for (int i = 0; i < inputs.Length; i++) inputs[i] = ($"x{i}", new Node(at[i], $"x{i}"));
        var nodes = Array.ConvertAll(inputs, input => input.Parameter);
        return Check(inputs, () => function(nodes), options);
    }

    /// <summary>Checks the gradient of a loss with respect to the parameters of a model.</summary>
    /// <param name="parameters">The named parameters to check, at least one: <c>model.NamedParameters</c>, or some of them.</param>
    /// <param name="loss">
    /// Computes the loss anew from the data of the parameters. It is called many times, and must return the same result for the same data.
    /// </param>
    /// <param name="options">Options; null for the defaults.</param>
    /// <returns>A report. The inputs are named like the parameters.</returns>
    /// <remarks>Restores the data of the parameters and the gradients of all leaves exactly, even if the loss throws.</remarks>
    /// <exception cref="ArgumentNullException"><paramref name="parameters"/> or <paramref name="loss"/> is null.</exception>
    /// <exception cref="ArgumentException"><paramref name="parameters"/> is empty.</exception>
    /// <exception cref="InvalidOperationException">
    /// The loss or a parameter is <c>default(Node)</c>, or a tape is being recorded on this thread.
    /// </exception>
    /// <example><code>
    /// GradientReport report = GradientCheck.Run(model.NamedParameters, () => (1 - model.Forward(x0, x1)[0]).Pow(2));
    /// </code></example>
    public static GradientReport Run(
        IEnumerable<(string Name, Node Parameter)> parameters,
        Func<Node> loss,
        GradientCheckOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(parameters);
        ArgumentNullException.ThrowIfNull(loss);
        (string Name, Node Parameter)[] inputs = [.. parameters];
        if (inputs.Length > 0) return Check(inputs, loss, options);
        throw new ArgumentException("parameters must hold at least 1 parameter, but was empty.", nameof(parameters));
    }

    private static GradientReport Check((string Name, Node Parameter)[] inputs, Func<Node> loss, GradientCheckOptions? options)
    {
        double tolerance = (options ?? new GradientCheckOptions()).Tolerance;
        var values = Array.ConvertAll(inputs, input => input.Parameter.Value);
        using var pause = NodeOrigin.Pause();       // the origins of these nodes are never read
        double[] analytic = Gradient(values, loss);
        var entries = new GradientEntry[inputs.Length];
        for (int i = 0; i < entries.Length; i++)
        {
            var value = values[i];
            double at = value.Data;
            var quotient = DifferenceQuotient.Of(x => At(value, x, loss), at);
            entries[i] = new GradientEntry(i, inputs[i].Name, at, analytic[i], quotient, tolerance, NodeOrigin.Of(value));
        }
        return new GradientReport(entries, tolerance);
    }

    private static double At(Value parameter, double data, Func<Node> loss)
    {
        double before = parameter.Data;
        parameter.Data = data;
        try
        {
            return loss().Data;
        }
        finally
        {
            parameter.Data = before;
        }
    }

    /// <summary>The gradient from the backward pass that users run. Restores every gradient that the pass writes.</summary>
    private static double[] Gradient(Value[] parameters, Func<Node> loss)
    {
        var output = loss().Value;
        // Parameters are included, so that one the loss does not use has gradient 0.
        Value[] values = [.. new Graph(new Node(output)).Values, .. parameters];
        double[] before = Array.ConvertAll(values, value => value.Grad);
        foreach (var value in values) value.Grad = 0;
        try
        {
            output.Backward();
            return Array.ConvertAll(parameters, parameter => parameter.Grad);
        }
        finally
        {
            for (int i = 0; i < values.Length; i++) values[i].Grad = before[i];
        }
    }
}
