using MicrogradSharp.Tapes.Program;

namespace MicrogradSharp;

/// <summary>
/// A recorded function as a list of steps, to be written in another language or format. The steps are those that the tape runs.
/// </summary>
/// <remarks>
/// <para>Every value has a number. The first are the columns of the row, then the <see cref="Parameters"/>, then the
/// <see cref="Constants"/>, then the results of the <see cref="Steps"/>, in order. A step reads only values with smaller numbers than its
/// own.</para>
/// <para>Immutable; safe to share between threads. It holds no data: read that of the parameters when it is needed.</para>
/// </remarks>
/// <example><code>
/// var tape = Tape.Record(columns: 2, row => row[0].Exp() + row[1].Exp());
/// foreach (var part in tape.ToSteps().Steps)
/// {
///     if (part is ApplyStep apply) Console.WriteLine($"{apply.Rule.Symbol}: {apply.Count} results");
/// }
/// </code></example>
public sealed class TapeSteps
{
    internal TapeSteps(TapeProgram program, IReadOnlyList<Node> parameters)
    {
        Columns = program.Columns;
        Parameters = parameters;
        Constants = Array.AsReadOnly(program.Constants);
        var (steps, outputs) = new StepReader(program).Read();
        Steps = Array.AsReadOnly(steps);
        Outputs = Array.AsReadOnly(outputs);
    }

    /// <summary>The number of columns of a row. Their values have the numbers from 0 on.</summary>
    public int Columns { get; }

    /// <summary>The parameters. The first has the number <see cref="Columns"/>.</summary>
    public IReadOnlyList<Node> Parameters { get; }

    /// <summary>The numbers made inside the function. Their values come after those of the parameters.</summary>
    public IReadOnlyList<double> Constants { get; }

    /// <summary>The steps, in an order in which they can run.</summary>
    public IReadOnlyList<TapeStep> Steps { get; }

    /// <summary>The numbers of the values that the function returns.</summary>
    public IReadOnlyList<int> Outputs { get; }
}
