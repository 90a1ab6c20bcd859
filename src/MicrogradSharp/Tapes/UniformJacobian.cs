using MicrogradSharp.Tapes.Program;
using MicrogradSharp.Tapes.Recording;
using MicrogradSharp.Tapes.Running;

namespace MicrogradSharp;

/// <summary>
/// The derivatives of many outputs that do not depend on the row: a program for each, of the terms that it depends on. A backward pass
/// over the whole program for each output would take a time that is quadratic in their number.
/// </summary>
internal sealed class UniformJacobian
{
    private const long WorthPrograms = 20_000;      // terms that backward passes over the whole program would visit
    private readonly TapeRunner[] _outputs;

    private UniformJacobian(TapeRunner[] outputs) => _outputs = outputs;

    /// <summary>Makes the programs; null if an output depends on the row, or if the function is small.</summary>
    public static UniformJacobian? TryMake(RecordedFunction function, int columns, int parameters)
    {
        if ((long)function.Outputs.Length * function.Terms.Count < WorthPrograms) return null;
        if (function.Outputs.Length == 1 || Array.Exists(function.Outputs, output => output.IsVarying)) return null;
        function.Number();
        int[] usedBy = new int[function.Terms.Count];       // the last output, from 1, that was seen to depend on the term
        var runners = new TapeRunner[function.Outputs.Length];
        for (int k = 0; k < runners.Length; k++)
        {
            var part = new RecordedFunction(TermsOf(function.Outputs[k], k + 1, usedBy), [function.Outputs[k]]);
            runners[k] = new TapeRunner(Assembler.Assemble(part, columns, parameters), [], maxThreads: 1);
        }
        return new UniformJacobian(runners);
    }

    /// <summary>Writes the derivatives for every row, column after column.</summary>
    public void Write(ReadOnlySpan<double> point, int rows, Span<double> jacobian)
    {
        double[] gradient = new double[point.Length];
        int width = rows * _outputs.Length;
        for (int k = 0; k < _outputs.Length; k++)
        {
            _outputs[k].Gradient([], count: 1, gradient, output: 0, point);
            for (int p = 0; p < gradient.Length; p++)
            {
                for (int row = 0; row < rows; row++) jacobian[p * width + row * _outputs.Length + k] = gradient[p];
            }
        }
    }

    private static List<Term> TermsOf(Term output, int mark, int[] usedBy)
    {
        var terms = new List<Term>();
        var pending = new Stack<Term>();
        pending.Push(output);
        while (pending.TryPop(out var term))
        {
            if (usedBy[term.Index] == mark) continue;
            usedBy[term.Index] = mark;
            terms.Add(term);
            foreach (var input in term.Inputs) pending.Push(input);
        }
        terms.Sort((first, second) => first.Index.CompareTo(second.Index));
        return terms;
    }
}
