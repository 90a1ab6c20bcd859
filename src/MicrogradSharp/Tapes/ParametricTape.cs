using MicrogradSharp.Tapes.Program;
using MicrogradSharp.Tapes.Recording;
using MicrogradSharp.Tapes.Rewriting;
using MicrogradSharp.Tapes.Running;

namespace MicrogradSharp;

/// <summary>
/// A recorded function of a row and of parameters. Each call passes the parameters as numbers, so that threads can use different ones.
/// </summary>
/// <remarks>Thread-safe: a pass writes only to the buffers of its caller, which are not checked. It never reads or sets a node.</remarks>
internal sealed class ParametricTape
{
    private readonly TapeProgram _program;
    private readonly TapeRunner _runner;
    private readonly UniformJacobian? _uniform;

    private ParametricTape(TapeProgram program, UniformJacobian? uniform, bool[] isUsed, int maxThreads)
    {
        _uniform = uniform;
        _program = program;
        IsUsed = isUsed;
        _runner = new TapeRunner(program, [], maxThreads);
    }

    /// <summary>The number of outputs of the function for a row.</summary>
    public int Outputs => _program.Outputs.Length;

    /// <summary>For each parameter, whether an output depends on it.</summary>
    public IReadOnlyList<bool> IsUsed { get; }

    /// <summary>Records a function of a row.</summary>
    /// <param name="columns">The number of inputs in a row, at least 1.</param>
    /// <param name="function">The function; called once.</param>
    /// <param name="parameters">At least one leaf, all distinct. Every other leaf is a constant.</param>
    /// <param name="maxThreads">As <see cref="TapeOptions.MaxDegreeOfParallelism"/>.</param>
    public static ParametricTape Record(
        int columns, Func<ReadOnlySpan<Node>, Node[]> function, ReadOnlySpan<Node> parameters, int maxThreads = -1)
    {
        var recorded = Passes.Run(Lowering.Record(columns, function, parameters));
        bool[] isUsed = new bool[parameters.Length];
        foreach (var term in recorded.Terms)
        {
            if (term is ParameterTerm parameter) isUsed[parameter.Position] = true;
        }
        var program = Assembler.Assemble(recorded, columns, parameters.Length);
        return new ParametricTape(program, UniformJacobian.TryMake(recorded, columns, parameters.Length), isUsed, maxThreads);
    }

    /// <summary>Computes the outputs of every row, row after row.</summary>
    public void Evaluate(ReadOnlySpan<double> point, ReadOnlySpan<double> rows, Span<double> outputs) =>
        _runner.Evaluate(rows, Count(rows), outputs, point);

    /// <summary>Computes the outputs of every row, and their derivatives, column after column.</summary>
    public void EvaluateWithJacobian(
        ReadOnlySpan<double> point, ReadOnlySpan<double> rows, Span<double> outputs, Span<double> jacobian)
    {
        if (_uniform is null)
        {
            _runner.Jacobian(rows, Count(rows), outputs, jacobian, MatrixLayout.ColumnMajor, point);
            return;
        }
        Evaluate(point, rows, outputs);
        _uniform.Write(point, Count(rows), jacobian);
    }

    /// <summary>Computes the gradient of the mean of one output over the rows.</summary>
    public void Gradient(ReadOnlySpan<double> point, ReadOnlySpan<double> rows, int output, Span<double> gradient) =>
        _runner.Gradient(rows, Count(rows), gradient, output, point);

    private int Count(ReadOnlySpan<double> rows) => rows.Length / _program.Columns;
}
