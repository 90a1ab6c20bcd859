using MicrogradSharp.Tapes.Program;
using MicrogradSharp.Tapes.Recording;
using MicrogradSharp.Tapes.Rewriting;
using MicrogradSharp.Tapes.Running;

namespace MicrogradSharp.Nn;

/// <summary>A recorded function that runs over blocks in the layout of the kernels: slots × lanes, slot after slot.</summary>
/// <remarks>Reads the current parameters at each call. Safe to call from several threads at once.</remarks>
internal sealed class BlockFunction
{
    private readonly TapeProgram _program;
    private readonly Value[] _parameters;
    private readonly WorkspacePool<Workspace> _pool;
    private readonly UnaryExpr? _rule;      // set if every output applies this rule to the input with the same index

    private BlockFunction(UnaryExpr? rule, TapeProgram program, Value[] parameters)
    {
        _rule = rule;
        _program = program;
        _parameters = parameters;
        _pool = new WorkspacePool<Workspace>(() => new Workspace(program));
    }

    /// <summary>The maximum number of lanes in a block, a multiple of 8.</summary>
    public int MaxLanes => _program.MaxLanes;

    /// <summary>Records a function; see <see cref="Tape.Record(int, Func{ReadOnlySpan{Node}, Node[]}, TapeOptions?)"/>.</summary>
    public static BlockFunction Record(int inputs, Func<ReadOnlySpan<Node>, Node[]> function)
    {
        var recorded = Passes.Run(Lowering.Record(inputs, function, out var parameters));
        var program = Assembler.Assemble(recorded, inputs, parameters.Length);
        return new BlockFunction(RuleOfEach(recorded.Outputs), program, parameters);
    }

    /// <summary>Computes the outputs of every lane.</summary>
    /// <param name="x">A slot for each input.</param>
    /// <param name="y">Receives a slot for each output; it must not overlap <paramref name="x"/>.</param>
    /// <param name="lanes">The number of lanes in a slot.</param>
    public void Evaluate(ReadOnlySpan<double> x, Span<double> y, int lanes)
    {
        if (_rule is not null)
        {
            _rule.ForwardRows(x[..y.Length], y, isUniform: false);
            return;
        }
        var workspace = _pool.Take();
        workspace.Begin(_parameters);
        if (_program.HasVaryingOutput) workspace.EvaluateBlock(x, y, lanes);
        for (int k = 0; k < _program.Outputs.Length; k++)
        {
            var output = _program.Outputs[k];
            if (!output.IsVarying) y.Slice(k * lanes, lanes).Fill(workspace.UniformOutput(output.Slot));
        }
        _pool.Return(workspace);
    }

    private static UnaryExpr? RuleOfEach(Term[] outputs)
    {
        if (outputs[0] is not ApplyTerm { Rule: UnaryExpr rule }) return null;
        for (int k = 0; k < outputs.Length; k++)
        {
            if (outputs[k] is not ApplyTerm { Inputs: [InputTerm input] } output) return null;
            if (input.Column != k || !output.Rule.Equals(rule)) return null;
        }
        return rule;
    }
}
