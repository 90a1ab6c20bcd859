namespace MicrogradSharp.Optim.RootFinding;

/// <summary>Equations with a Jacobian of the user's own.</summary>
internal sealed class DelegateEquations(EquationFunction functions, EquationJacobian jacobian, int count) : IEquations
{
    private readonly double[] _rows = new double[checked(count * count)];

    public int Count => count;

    public void Evaluate(ReadOnlySpan<double> x, Span<double> values)
    {
        values.Fill(double.NaN);        // a number that the function forgets to write is then an error, not an old number
        functions(x, values);
    }

    public void EvaluateJacobian(ReadOnlySpan<double> x, Span<double> matrix)
    {
        Array.Fill(_rows, double.NaN);
        jacobian(x, _rows);
        for (int i = 0; i < count; i++)
        {
            for (int j = 0; j < count; j++) matrix[j * count + i] = _rows[i * count + j];
        }
    }

    public NonFiniteException Explain(ReadOnlySpan<double> values, ReadOnlySpan<double> matrix)
    {
        for (int i = 0; i < values.Length; i++)
        {
            if (!double.IsFinite(values[i])) return Fault($"f[{i}] is {NumberText.Short(values[i])}");
        }
        int place = Array.FindIndex(_rows, number => !double.IsFinite(number));
        return Fault($"the derivative of f[{place / count}] by x[{place % count}] is {NumberText.Short(_rows[place])}");
    }

    private static NonFiniteException Fault(string what) =>
        new($"The equations must be finite at the start, with their derivatives, but {what}.", null, null);
}
