using MicrogradSharp.Tapes.Running;

namespace MicrogradSharp.Optim.Minimizing;

/// <summary>The mean of a tape over rows, as a function of the tape's parameters.</summary>
internal sealed class TapeObjective(Tape tape, PinnedNumbers rows) : IObjective
{
    private readonly Value[] _parameters = [.. tape.Parameters.Select(parameter => parameter.Value)];
    private TapeProducts? _products;        // recorded when a product needs it

    public int Count => _parameters.Length;

    public string NameOf(int variable) => ValueNames.LabelOf(_parameters[variable]) ?? $"p{variable}";

    public double Evaluate(ReadOnlySpan<double> x, Span<double> gradient)
    {
        Write(x);
        try
        {
            return tape.Gradient(rows.Span, gradient);
        }
        catch (NonFiniteException fault)
        {
            return fault.Mean;      // a tape that stops at NaN has thrown: the minimiser tries a shorter step instead
        }
    }

    public void MultiplyHessian(ReadOnlySpan<double> x, ReadOnlySpan<double> v, Span<double> product)
    {
        Write(x);
        _products ??= new TapeProducts(tape);
        _products.Multiply(rows.Span, v, product);
    }

    /// <summary>Reads the parameters, the start of a minimisation.</summary>
    public double[] Read() => Array.ConvertAll(_parameters, parameter => parameter.Data);

    public void Write(ReadOnlySpan<double> x)
    {
        for (int i = 0; i < x.Length; i++) _parameters[i].Data = x[i];
    }

    public NonFiniteException Explain(double value, ReadOnlySpan<double> gradient)
    {
        var searching = Tape.Record(tape.Columns, tape.Function, tape.Options with { StopAtNonFinite = true });
        try
        {
            searching.Gradient(rows.Span, new double[searching.Parameters.Count]);
        }
        catch (NonFiniteException fault)
        {
            return fault;
        }
        return StartFault.Of(value, gradient);
    }
}
