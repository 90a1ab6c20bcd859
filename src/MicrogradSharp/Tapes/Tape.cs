using MicrogradSharp.Tapes.Faults;
using MicrogradSharp.Tapes.Program;
using MicrogradSharp.Tapes.Recording;
using MicrogradSharp.Tapes.Rewriting;
using MicrogradSharp.Tapes.Running;

namespace MicrogradSharp;

/// <summary>
/// A recorded function of a row. It runs over any number of rows with SIMD, and gives gradients with respect to its parameters.
/// </summary>
/// <remarks>
/// <para>Recording runs the function once on inputs that have no data yet, and turns the nodes that it makes into a short list of
/// instructions (<see cref="ToString"/> lists them). Leaves that the function uses but did not make, such as the weights of a model,
/// become <see cref="Parameters"/>: every pass reads their current data. Numbers made inside the function are constants. What depends
/// only on parameters is computed once per pass, not once per row. The function does not run again: an <c>if</c> in it, or a random
/// number, stays as it was when recorded.</para>
/// <para>The function may read data that does not depend on the row. It must not set data that it has already used: a tape does not
/// repeat assignments. It must build its expression on the thread that calls it. Other threads may do work that has nothing to do with
/// the expression.</para>
/// <para>Rows are given as one span, row after row (<c>rows × columns</c>), so a mini-batch is a slice. NaN and ±∞ in rows and parameters
/// follow the same rules as in the eager engine. Two differences remain beyond rounding. A product that is added is not rounded first, so
/// it may stay finite where the eager engine overflows, and a sum of 0 and a negative product that underflows may be −0, not 0. A product
/// written twice is computed once, so its gradients are added before an infinite slope multiplies them.</para>
/// <para>Several threads may call every method but <see cref="Backward"/> at once: they read the parameters and write only to the
/// caller's buffers. <see cref="Backward"/> writes to the parameters, so it is not thread-safe. On one machine, results are bit-identical
/// for every number of threads.</para>
/// </remarks>
/// <example><code>
/// var model = new MLP(2, [16, 16, 1], random: new Random(1337));
/// var tape = Tape.Record(columns: 3, row => (1 - row[2] * model.Forward(row[..2])[0]).ReLU());
/// double loss = tape.Backward(rows);      // the mean over the rows; adds its gradient to model.Parameters
/// </code></example>
public sealed class Tape
{
    private const int MaxColumns = 1_000_000;

    private readonly TapeProgram _program;
    private readonly TapeRunner _runner;
    private readonly Lock _recording = new();
    private Tape? _gradient;        // the gradient of the output as outputs, recorded when a Hessian needs it

    private Tape(
        TapeProgram program, Value[] parameters, TapeOptions options, NonFiniteGuard? guard, Func<ReadOnlySpan<Node>, Node[]> function)
    {
        _program = program;
        Options = options;
        Function = function;
        _runner = new TapeRunner(program, parameters, options.MaxDegreeOfParallelism, guard);
        Parameters = new NodeList(parameters);
    }

    /// <summary>The leaves that the function uses but did not make, in the order of first use.</summary>
    public IReadOnlyList<Node> Parameters { get; }

    /// <summary>The number of columns of a row.</summary>
    public int Columns => _program.Columns;

    /// <summary>The number of outputs of the function for a row.</summary>
    public int Outputs => _program.Outputs.Length;

    /// <summary>The recorded function, which is called again to record its derivatives.</summary>
    internal Func<ReadOnlySpan<Node>, Node[]> Function { get; }

    /// <summary>How it runs.</summary>
    internal TapeOptions Options { get; }

    /// <summary>Records a function of a row that returns one node.</summary>
    /// <param name="columns">The number of inputs in a row, from 1 to 1,000,000: each is a node while the function is recorded.</param>
    /// <param name="function">The function; called once.</param>
    /// <param name="options">Options; null for the defaults.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="columns"/> is less than 1 or greater than 1,000,000.</exception>
    /// <exception cref="ArgumentNullException"><paramref name="function"/> is null.</exception>
    /// <exception cref="InvalidOperationException">
    /// The function reads the data of what depends on the row, sets the data of a value that it uses, uses nodes on several threads,
    /// runs a graph, records a tape, or returns <c>default(Node)</c>.
    /// </exception>
    public static Tape Record(int columns, Func<ReadOnlySpan<Node>, Node> function, TapeOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(function);
        return Record(columns, row => [function(row)], options);
    }

    /// <summary>Records a function of a row that returns several nodes, such as the outputs of a network.</summary>
    /// <param name="columns">The number of inputs in a row, from 1 to 1,000,000: each is a node while the function is recorded.</param>
    /// <param name="function">The function; called once.</param>
    /// <param name="options">Options; null for the defaults.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="columns"/> is less than 1 or greater than 1,000,000.</exception>
    /// <exception cref="ArgumentNullException"><paramref name="function"/> is null.</exception>
    /// <exception cref="InvalidOperationException">
    /// The function reads the data of what depends on the row, sets the data of a value that it uses, uses nodes on several threads,
    /// runs a graph, records a tape, or returns nothing or <c>default(Node)</c>.
    /// </exception>
    public static Tape Record(int columns, Func<ReadOnlySpan<Node>, Node[]> function, TapeOptions? options = null)
    {
        Guard.AtLeastOne(columns);
        Guard.AtMost(columns, MaxColumns);
        ArgumentNullException.ThrowIfNull(function);
        options ??= new TapeOptions();
        var guard = options.StopAtNonFinite ? new NonFiniteGuard(function) : null;
        var recorded = Passes.Run(Lowering.Record(columns, guard is null ? function : guard.Function, out var parameters));
        guard?.Watch(parameters);
        return new Tape(Assembler.Assemble(recorded, columns, parameters.Length), parameters, options, guard, function);
    }

    /// <summary>Computes the outputs of every row.</summary>
    /// <param name="rows">The rows, <c>rows × columns</c>, row after row.</param>
    /// <param name="outputs">Receives <c>rows × outputs</c> numbers, row after row.</param>
    /// <exception cref="ArgumentException">
    /// There are no rows, a row is cut short, or <paramref name="outputs"/> is too small or overlaps <paramref name="rows"/>.
    /// </exception>
    /// <exception cref="NonFiniteException">An output is not finite, and <see cref="TapeOptions.StopAtNonFinite"/> is on.</exception>
    public void Evaluate(ReadOnlySpan<double> rows, Span<double> outputs)
    {
        int count = Guard.WholeRows(rows, Columns);
        PassArguments.CheckBuffer(outputs, (long)count * Outputs, rows, nameof(outputs));
        _runner.Evaluate(rows, count, outputs);
    }

    /// <summary>Computes the outputs of every row.</summary>
    /// <param name="rows">The rows, <c>rows × columns</c>, row after row.</param>
    /// <returns>A new array of <c>rows × outputs</c> numbers, row after row.</returns>
    /// <exception cref="ArgumentException">There are no rows, or a row is cut short.</exception>
    /// <exception cref="NonFiniteException">An output is not finite, and <see cref="TapeOptions.StopAtNonFinite"/> is on.</exception>
    public double[] Evaluate(ReadOnlySpan<double> rows)
    {
        double[] outputs = new double[(long)Guard.WholeRows(rows, Columns) * Outputs];
        Evaluate(rows, outputs);
        return outputs;
    }

    /// <summary>Computes the mean of the output over the rows.</summary>
    /// <param name="rows">The rows, <c>rows × columns</c>, row after row.</param>
    /// <exception cref="ArgumentException">There are no rows, or a row is cut short.</exception>
    /// <exception cref="InvalidOperationException">The function has several outputs.</exception>
    /// <exception cref="NonFiniteException">The mean is not finite, and <see cref="TapeOptions.StopAtNonFinite"/> is on.</exception>
    public double Mean(ReadOnlySpan<double> rows)
    {
        CheckOneOutput();
        return _runner.Mean(rows, Guard.WholeRows(rows, Columns));
    }

    /// <summary>Computes the mean of the output over the rows, and the gradient of that mean.</summary>
    /// <param name="rows">The rows, <c>rows × columns</c>, row after row.</param>
    /// <param name="gradient">Receives one number for each of <see cref="Parameters"/>; previous contents are overwritten.</param>
    /// <returns>The mean.</returns>
    /// <exception cref="ArgumentException">
    /// There are no rows, a row is cut short, or <paramref name="gradient"/> is too small or overlaps <paramref name="rows"/>.
    /// </exception>
    /// <exception cref="InvalidOperationException">The function has several outputs.</exception>
    /// <exception cref="NonFiniteException">
    /// The mean or its gradient is not finite, and <see cref="TapeOptions.StopAtNonFinite"/> is on.
    /// </exception>
    public double Gradient(ReadOnlySpan<double> rows, Span<double> gradient)
    {
        CheckOneOutput();
        int count = Guard.WholeRows(rows, Columns);
        PassArguments.CheckBuffer(gradient, Parameters.Count, rows, nameof(gradient));
        return _runner.Gradient(rows, count, gradient[..Parameters.Count]);
    }

    /// <summary>
    /// Computes the mean of the output over the rows, and adds the mean's gradient to the <see cref="Node.Grad"/> of the parameters.
    /// </summary>
    /// <param name="rows">The rows, <c>rows × columns</c>, row after row.</param>
    /// <returns>The mean.</returns>
    /// <exception cref="ArgumentException">There are no rows, or a row is cut short.</exception>
    /// <exception cref="InvalidOperationException">The function has several outputs.</exception>
    /// <exception cref="NonFiniteException">
    /// The mean or its gradient is not finite, and <see cref="TapeOptions.StopAtNonFinite"/> is on.
    /// </exception>
    public double Backward(ReadOnlySpan<double> rows)
    {
        CheckOneOutput();
        return _runner.Backward(rows, Guard.WholeRows(rows, Columns));
    }

    /// <summary>Computes the derivative of every output of every row with respect to every parameter.</summary>
    /// <param name="rows">The rows, <c>rows × columns</c>, row after row.</param>
    /// <param name="jacobian">
    /// Receives a matrix with a row for each output of each row, and a column for each parameter: <c>rows × outputs × parameters</c>
    /// numbers.
    /// </param>
    /// <param name="layout">The order of the numbers of the matrix; default row after row.</param>
    /// <exception cref="ArgumentException">
    /// There are no rows, a row is cut short, or <paramref name="jacobian"/> is too small or overlaps <paramref name="rows"/>.
    /// </exception>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="layout"/> is not defined.</exception>
    /// <exception cref="NonFiniteException">A derivative is not finite, and <see cref="TapeOptions.StopAtNonFinite"/> is on.</exception>
    public void Jacobian(ReadOnlySpan<double> rows, Span<double> jacobian, MatrixLayout layout = MatrixLayout.RowMajor)
    {
        int count = Guard.WholeRows(rows, Columns);
        PassArguments.CheckBuffer(jacobian, (long)count * Outputs * Parameters.Count, rows, nameof(jacobian));
        PassArguments.Check(layout);
        _runner.Jacobian(rows, count, outputs: [], jacobian, layout);
    }

    /// <summary>
    /// Computes the outputs of every row and their derivatives in one pass, such as the residuals of a least-squares problem and their
    /// Jacobian.
    /// </summary>
    /// <param name="rows">The rows, <c>rows × columns</c>, row after row.</param>
    /// <param name="outputs">Receives <c>rows × outputs</c> numbers, as <see cref="Evaluate(ReadOnlySpan{double}, Span{double})"/>.</param>
    /// <param name="jacobian">Receives <c>rows × outputs × parameters</c> numbers, as <c>Jacobian</c> does.</param>
    /// <param name="layout">The order of the numbers of the Jacobian; default row after row.</param>
    /// <exception cref="ArgumentException">
    /// There are no rows, a row is cut short, or a buffer is too small or overlaps another or <paramref name="rows"/>.
    /// </exception>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="layout"/> is not defined.</exception>
    /// <exception cref="NonFiniteException">
    /// An output or a derivative is not finite, and <see cref="TapeOptions.StopAtNonFinite"/> is on.
    /// </exception>
    public void ValuesAndJacobian(
        ReadOnlySpan<double> rows, Span<double> outputs, Span<double> jacobian, MatrixLayout layout = MatrixLayout.RowMajor)
    {
        int count = Guard.WholeRows(rows, Columns);
        PassArguments.CheckBuffer(outputs, (long)count * Outputs, rows, nameof(outputs));
        PassArguments.CheckBuffer(jacobian, (long)count * Outputs * Parameters.Count, rows, nameof(jacobian));
        PassArguments.CheckApart(outputs, jacobian);
        PassArguments.Check(layout);
        _runner.Jacobian(rows, count, outputs, jacobian, layout);
    }

    /// <summary>Computes the second derivatives of the mean of the output over the rows.</summary>
    /// <param name="rows">The rows, <c>rows × columns</c>, row after row.</param>
    /// <returns>
    /// <c>parameters × parameters</c> numbers, exactly symmetric: each is the mean of the two orders of differentiation, which differ by
    /// rounding.
    /// </returns>
    /// <remarks>
    /// Exact: the gradient is recorded as a function of its own, on the first call, and differentiated once per parameter. The recorded
    /// function is called again for this.
    /// </remarks>
    /// <exception cref="ArgumentException">There are no rows, or a row is cut short.</exception>
    /// <exception cref="InvalidOperationException">
    /// The function has several outputs, or a tape is being recorded on this thread.
    /// </exception>
    /// <exception cref="NotSupportedException">An operator of the function has no slope in nodes.</exception>
    /// <exception cref="NonFiniteException">
    /// A first or second derivative is not finite, and <see cref="TapeOptions.StopAtNonFinite"/> is on.
    /// </exception>
    /// <example><code>
    /// Node a = 2.0, b = 3.0;
    /// var tape = Tape.Record(columns: 1, row => (a * row[0] + b).Pow(2));
    /// double[,] hessian = tape.Hessian([1.0, 2.0]);       // 5, 3; 3, 2
    /// </code></example>
    public double[,] Hessian(ReadOnlySpan<double> rows)
    {
        CheckOneOutput();
        int count = Guard.WholeRows(rows, Columns);
        var gradient = RecordedGradient();
        var own = Parameters.ToList();
        int[] places = [.. gradient.Parameters.Select(parameter => own.IndexOf(parameter))];
        double[] derivatives = new double[places.Length];
        double[,] hessian = new double[Parameters.Count, Parameters.Count];
        for (int i = 0; i < Parameters.Count; i++)
        {
            gradient._runner.Gradient(rows, count, derivatives, output: i);
            for (int k = 0; k < places.Length; k++)
            {
                hessian[i, places[k]] += 0.5 * derivatives[k];
                hessian[places[k], i] += 0.5 * derivatives[k];
            }
        }
        return hessian;
    }

    /// <summary>Computes the derivative of every output of every row with respect to every parameter.</summary>
    /// <param name="rows">The rows, <c>rows × columns</c>, row after row.</param>
    /// <returns>A new array of <c>rows × outputs × parameters</c> numbers, row after row.</returns>
    /// <exception cref="ArgumentException">There are no rows, or a row is cut short.</exception>
    /// <exception cref="NonFiniteException">A derivative is not finite, and <see cref="TapeOptions.StopAtNonFinite"/> is on.</exception>
    public double[] Jacobian(ReadOnlySpan<double> rows)
    {
        double[] jacobian = new double[(long)Guard.WholeRows(rows, Columns) * Outputs * Parameters.Count];
        Jacobian(rows, jacobian);
        return jacobian;
    }

    /// <summary>Describes the recorded function as steps, for programs that write it in another language or format.</summary>
    public TapeSteps ToSteps() => new(_program, Parameters);

    /// <summary>The instructions, one per line: shows what was fused, and what is computed once per pass.</summary>
    public override string ToString() => Listing.Write(_program);

    private Tape RecordedGradient()
    {
        Node[] parameters = [.. Parameters];
        lock (_recording) return _gradient ??= Record(Columns, row => Differentiate.Gradient(Function(row)[0], parameters), Options);
    }

    private void CheckOneOutput()
    {
        if (Outputs == 1) return;
        throw new InvalidOperationException(
            $"A mean needs a function with one output, but this function has {Outputs}: use Evaluate and Jacobian.");
    }
}
