using MicrogradSharp.Tapes.Recording;
using MicrogradSharp.Tapes.Rewriting;
using MicrogradSharp.Tapes.Source;

namespace MicrogradSharp;

/// <summary>Writes a recorded function and its gradient as source code, for places where no library may go.</summary>
/// <remarks>
/// <para>The code computes one row, with an instruction for each operation, and allocates nothing. It gives the numbers of the tape, to
/// rounding, also at kinks, ±∞ and NaN. What does not change a number is simplified, and what is needed twice is computed once. Equal tapes
/// give equal text.</para>
/// <para>A function of one output has <c>Evaluate(row, parameters)</c>, which returns the value, and
/// <c>Gradient(row, parameters, gradient)</c>, which returns it too and computes the derivative by each of
/// <see cref="Tape.Parameters"/>. A function of several outputs has <c>Evaluate(row, parameters, outputs)</c> and
/// <c>ValuesAndJacobian(row, parameters, outputs, jacobian)</c>, with a row of the Jacobian for each output. Without parameters there is
/// only <c>Evaluate</c>. For derivatives by the row, record them: <c>row => Differentiate.Gradient(F(row), row)</c>.</para>
/// <para>A parameter is named after its label, if that is a name in C# and C. An index of <see cref="Node.Gather"/> that chooses nothing
/// gives NaN. The recorded function is called again for this.</para>
/// </remarks>
/// <example><code>
/// Node a = new(-1.2, "a"), b = new(1, "b");
/// var tape = Tape.Record(columns: 1, _ => (1 - a).Pow(2) + 100 * (b - a.Pow(2)).Pow(2));
/// File.WriteAllText("Rosenbrock.cs", tape.ToCSharp("Rosenbrock"));
/// File.WriteAllText("rosenbrock.c", tape.ToC("rosenbrock"));
/// </code></example>
public static class TapeSource
{
    private const int MaxOperations = 10_000;
    private const int MaxDerivatives = 100_000;

    /// <summary>Writes a static class in C# that depends on nothing.</summary>
    /// <param name="tape">The tape.</param>
    /// <param name="name">The name of the class.</param>
    /// <returns>A source file.</returns>
    /// <exception cref="ArgumentNullException">An argument is null.</exception>
    /// <exception cref="ArgumentException"><paramref name="name"/> is not a name, or it has a meaning in C# or C.</exception>
    /// <exception cref="NotSupportedException">
    /// An operator has no source text (<see cref="IBackward.SourceFor"/>), or the function has more than 10,000 operations or 100,000
    /// derivatives, or these take more than 2,000,000 operations.
    /// </exception>
    /// <exception cref="InvalidOperationException">
    /// The source text of an operator cannot be read, the function does not use the same parameters or return as many outputs as when it
    /// was recorded, or a tape is being recorded on this thread.
    /// </exception>
    public static string ToCSharp(this Tape tape, string name)
    {
        var (function, shape) = Formulate(tape, name);
        return new CSharpWriter(function, new CSharpLanguage(name), shape).Write();
    }

    /// <summary>Writes functions in C, as of 1999, that need the header math.h only: name_evaluate and name_gradient.</summary>
    /// <param name="tape">The tape.</param>
    /// <param name="name">The start of the names of the functions.</param>
    /// <returns>A source file.</returns>
    /// <exception cref="ArgumentNullException">An argument is null.</exception>
    /// <exception cref="ArgumentException"><paramref name="name"/> is not a name, or it has a meaning in C# or C.</exception>
    /// <exception cref="NotSupportedException">
    /// An operator has no source text (<see cref="IBackward.SourceFor"/>), or the function has more than 10,000 operations or 100,000
    /// derivatives, or these take more than 2,000,000 operations.
    /// </exception>
    /// <exception cref="InvalidOperationException">
    /// The source text of an operator cannot be read, the function does not use the same parameters or return as many outputs as when it
    /// was recorded, or a tape is being recorded on this thread.
    /// </exception>
    public static string ToC(this Tape tape, string name)
    {
        var (function, shape) = Formulate(tape, name);
        return new CWriter(function, new CLanguage(name), shape).Write();
    }

    private static (FormulaFunction Function, SourceShape Shape) Formulate(Tape tape, string name)
    {
        ArgumentNullException.ThrowIfNull(tape);
        SourceNames.Check(name);
        var recorded = Passes.Simplify(Lowering.Record(tape.Columns, tape.Function, out var parameters));
        bool isSame = parameters.AsSpan().SequenceEqual([.. tape.Parameters.Select(parameter => parameter.Value)]);
        if (!isSame || recorded.Outputs.Length != tape.Outputs)
        {
            string what = isSame ? "returns another number of outputs" : "uses other parameters";
            throw new InvalidOperationException(
                $"The recorded function {what} than when it was recorded: it must do the same each time that it is called.");
        }
        Check(recorded.Terms.Sum(Operations), MaxOperations, "operations");
        Check((long)tape.Outputs * parameters.Length, MaxDerivatives, "derivatives");
        var labels = Array.ConvertAll(parameters, parameter => parameter.Label);
        var function = new FormulaFunction(recorded, new SourceNames(name, recorded, labels), parameters.Length);
        return (function, new SourceShape(tape.Columns, labels, tape.Outputs));
    }

    /// <summary>About how many operations a term takes in the source. Each slope of a product has all the other factors.</summary>
    private static long Operations(Term term)
    {
        if (term is not ApplyTerm { Rule: var rule, Inputs.Length: var inputs }) return 0;
        return Math.Max(1, inputs - 1) + (rule is Product ? (long)inputs * inputs / 100 : 0);
    }

    private static void Check(long count, int most, string what)
    {
        if (count <= most) return;
        throw new NotSupportedException(
            $"The source would write out {NumberText.Whole(count)} {what}, and at most {NumberText.Whole(most)} are useful: "
            + "write the loops of a large function by hand, or use Tape itself.");
    }
}
