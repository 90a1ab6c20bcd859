namespace MicrogradSharp.Diagnostics;

/// <summary>Compares gradients with differences of the function: the test of an operator of your own, or of a loss.</summary>
/// <remarks>
/// <para>The numeric derivative comes from central differences, extrapolated to a step of 0 (Ridders 1982; Numerical Recipes, section 5.7); the first step is about
/// 1/1000 of max(|x|, 1). It is good to about ten digits for a smooth function, so that the tolerance can be far below what a formula that is a little wrong gives.
/// An input costs 6 to 24 evaluations of the function.</para>
/// <para>At a kink (|x| at 0, a ReLU at 0, a tie of Max) there is no derivative. The report says so, gives the slopes to both sides, and lets a number between them
/// pass. NaN and ±∞, in the function around the point or in the gradient, fail, and the report says which.</para>
/// </remarks>
public static class GradientCheck
{
    /// <summary>Checks the gradient of a function.</summary>
    /// <param name="function">The function; it is called many times, each time with new nodes, and must give the same for the same numbers.</param>
    /// <param name="at">The point, at least one number.</param>
    /// <param name="options">How exact to be; null for the defaults.</param>
    /// <returns>A report; the inputs are called x0, x1, ….</returns>
    /// <exception cref="ArgumentNullException"><paramref name="function"/> is null.</exception>
    /// <exception cref="ArgumentException"><paramref name="at"/> is empty.</exception>
    /// <exception cref="InvalidOperationException">The function returns <c>default(Node)</c>, or a tape is being recorded on this thread.</exception>
    /// <example><code>
    /// GradientReport report = GradientCheck.Run(x => (x[0] * x[1]).Tanh(), [0.5, -2.0]);
    /// Console.Write(report);      // a table: analytic beside numeric
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

    /// <summary>Checks the gradient of a loss by the parameters of a model.</summary>
    /// <param name="parameters">The parameters with their names, at least one: <c>model.NamedParameters</c>, or some of them.</param>
    /// <param name="loss">Computes the loss anew from the data of the parameters; it is called many times, and must give the same for the same parameters.</param>
    /// <param name="options">How exact to be; null for the defaults.</param>
    /// <returns>A report; the inputs are called as the parameters are.</returns>
    /// <remarks>Afterwards the parameters have the data that they had, to the last bit, and all leaves the gradients, also when the loss throws.</remarks>
    /// <exception cref="ArgumentNullException"><paramref name="parameters"/> or <paramref name="loss"/> is null.</exception>
    /// <exception cref="ArgumentException"><paramref name="parameters"/> is empty.</exception>
    /// <exception cref="InvalidOperationException">The loss or a parameter is <c>default(Node)</c>, or a tape is being recorded on this thread.</exception>
    /// <example><code>
    /// GradientReport report = GradientCheck.Run(model.NamedParameters, () => (1 - model.Forward(x0, x1)[0]).Pow(2));
    /// </code></example>
    public static GradientReport Run(IEnumerable<(string Name, Node Parameter)> parameters, Func<Node> loss, GradientCheckOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(parameters);
        ArgumentNullException.ThrowIfNull(loss);
        (string Name, Node Parameter)[] inputs = [.. parameters];
        if (inputs.Length == 0) throw new ArgumentException("parameters must hold at least 1 parameter, but was empty.", nameof(parameters));
        return Check(inputs, loss, options);
    }

    private static GradientReport Check((string Name, Node Parameter)[] inputs, Func<Node> loss, GradientCheckOptions? options)
    {
        double tolerance = (options ?? new GradientCheckOptions()).Tolerance;
        var values = Array.ConvertAll(inputs, input => input.Parameter.Value);
        using var pause = NodeOrigin.Pause();       // nobody reads where these nodes were made
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

    /// <summary>The gradient by the backward pass that users run. Every value that it writes to gets back what it had.</summary>
    private static double[] Gradient(Value[] parameters, Func<Node> loss)
    {
        var output = loss().Value;
        Value[] values = [.. new Graph(new Node(output)).Values, .. parameters];     // a parameter that the loss does not use keeps its 0
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
