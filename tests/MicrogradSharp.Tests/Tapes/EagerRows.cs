using MicrogradSharp.Tests.Contracts;

namespace MicrogradSharp.Tests.Tapes;

/// <summary>Runs a function of a row with the eager engine, row by row. A tape must give the same results.</summary>
internal sealed class EagerRows
{
    private const double ValueTolerance = 1e-12;
    private const double GradientTolerance = 1e-10;

    private readonly double[] _rows;

    public EagerRows(int columns, Func<ReadOnlySpan<Node>, Node[]> function, double[] rows, IReadOnlyList<Node> parameters)
    {
        _rows = rows;
        double[] before = [.. parameters.Select(parameter => parameter.Grad)];
        var (outputs, jacobian) = (new List<double>(), new List<double>());
        for (int start = 0; start < rows.Length; start += columns)
        {
            foreach (var output in function([.. rows[start..(start + columns)].Select(number => (Node)number)]))
            {
                outputs.Add(output.Data);
                foreach (var parameter in parameters) parameter.Grad = 0;
                output.Backward();
                jacobian.AddRange(parameters.Select(parameter => parameter.Grad));
            }
        }
        (Count, Outputs, Jacobian) = (rows.Length / columns, [.. outputs], [.. jacobian]);
        for (int i = 0; i < before.Length; i++) parameters[i].Grad = before[i];
        Gradient = [.. before.Select((_, i) => OfParameter(i, before.Length).Sum() / Count)];
        GradientScales = [.. before.Select((_, i) => OfParameter(i, before.Length).Select(Math.Abs).Append(1).Max())];
    }

    public int Count { get; }

    /// <summary>The outputs, rows × outputs.</summary>
    public double[] Outputs { get; }

    /// <summary>The Jacobian, rows × outputs × parameters.</summary>
    public double[] Jacobian { get; }

    /// <summary>The mean over the rows of the gradients, for a function of one output.</summary>
    public double[] Gradient { get; }

    public double[] GradientScales { get; }

    /// <summary>Checks every pass of a tape of the function.</summary>
    public static void Check(int columns, Func<ReadOnlySpan<Node>, Node> function, double[] rows, TapeOptions? options = null) =>
        Check(columns, row => [function(row)], rows, options);

    /// <inheritdoc cref="Check(int, Func{ReadOnlySpan{Node}, Node}, double[], TapeOptions)"/>
    public static void Check(int columns, Func<ReadOnlySpan<Node>, Node[]> function, double[] rows, TapeOptions? options = null)
    {
        var tape = Tape.Record(columns, function, options);
        new EagerRows(columns, function, rows, tape.Parameters).Check(tape);
    }

    public void Check(Tape tape)
    {
        double[] outputs = new double[Outputs.Length], jacobian = new double[Jacobian.Length];
        tape.Evaluate(_rows, outputs);
        for (int i = 0; i < outputs.Length; i++) outputs[i].ShouldBeNear(Outputs[i], ValueTolerance, $"output {i} of {Count} rows");
        tape.Jacobian(_rows, jacobian);
        for (int i = 0; i < jacobian.Length; i++)
        {
            jacobian[i].ShouldBeNear(Jacobian[i], GradientTolerance, $"number {i} of the Jacobian of {Count} rows");
        }
        CheckBoth(tape, outputs, jacobian);
        if (tape.Outputs == 1) CheckMean(tape);
    }

    /// <summary>One pass for both, in either layout, gives the bits of a pass for each.</summary>
    private void CheckBoth(Tape tape, double[] outputs, double[] jacobian)
    {
        double[] values = new double[outputs.Length], byRow = new double[jacobian.Length], byColumn = new double[jacobian.Length];
        tape.ValuesAndJacobian(_rows, values, byRow);
        tape.Jacobian(_rows, byColumn, MatrixLayout.ColumnMajor);
        Bits(values).Should().Equal(Bits(outputs));
        Bits(byRow).Should().Equal(Bits(jacobian));
        int parameters = tape.Parameters.Count;
        var transposed = Enumerable.Range(0, parameters).SelectMany(p => jacobian.Where((_, i) => i % parameters == p));
        Bits(byColumn).Should().Equal(Bits(transposed));
    }

    private static IEnumerable<long> Bits(IEnumerable<double> numbers) => numbers.Select(BitConverter.DoubleToInt64Bits);

    private void CheckMean(Tape tape)
    {
        double mean = Outputs.Sum() / Count;
        double[] gradient = new double[Gradient.Length], before = [.. tape.Parameters.Select(parameter => parameter.Grad)];
        double recorded = tape.Gradient(_rows, gradient);
        Scaled(recorded, mean, Outputs.Select(Math.Abs).Append(1).Max(), ValueTolerance, "the mean");
        tape.Mean(_rows).Should().Be(recorded);
        tape.Backward(_rows).Should().Be(recorded);
        for (int i = 0; i < gradient.Length; i++)
        {
            Scaled(gradient[i], Gradient[i], GradientScales[i], GradientTolerance, $"gradient {i} of {Count} rows");
            tape.Parameters[i].Grad.Should().Be(before[i] + gradient[i], "backward adds the same gradient");
        }
    }

    /// <summary>If an addend is not finite, there is no scale: the sum must be the same NaN or infinity.</summary>
    private static void Scaled(double actual, double expected, double scale, double tolerance, string because)
    {
        if (double.IsFinite(scale)) (actual / scale).ShouldBeNear(expected / scale, tolerance, because);
        else actual.Should().Be(expected, because);
    }

    private IEnumerable<double> OfParameter(int parameter, int parameters)
    {
        for (int i = parameter; i < Jacobian.Length; i += parameters) yield return Jacobian[i];
    }
}
