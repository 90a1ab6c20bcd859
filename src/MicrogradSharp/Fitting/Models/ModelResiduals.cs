using System.Numerics.Tensors;
using MicrogradSharp.Fitting.Solving;

namespace MicrogradSharp.Fitting.Models;

/// <summary>The residuals of a model over the rows of its data: (f − y)/σ. One thread at a time may use it.</summary>
internal sealed class ModelResiduals(RecordedModel model, FitData data) : IResidualFunction
{
    private readonly int _count = data.Rows.Length / model.Columns * model.Values.Outputs;
    private double[] _weightedRows = [];
    private double[] _numbers = [];

    /// <summary>The model.</summary>
    public RecordedModel Model => model;

    /// <summary>The rows.</summary>
    public FitData Data => data;

    public int ResidualCount => _count;

    public int ParameterCount => model.ParameterCount;

    public ReadOnlySpan<bool> IsLinear => model.IsLinear;

    public void Evaluate(ReadOnlySpan<double> parameters, Span<double> residuals)
    {
        model.Values.Evaluate(parameters, data.Rows, residuals);
        Compare(residuals[.._count]);
    }

    public void EvaluateWithJacobian(ReadOnlySpan<double> parameters, Span<double> residuals, Span<double> jacobian)
    {
        model.Values.EvaluateWithJacobian(parameters, data.Rows, residuals, jacobian);
        Compare(residuals[.._count]);
        for (int j = 0; j < ParameterCount; j++) Scale(jacobian.Slice(j * _count, _count));
    }

    public void SecondDirectional(ReadOnlySpan<double> parameters, ReadOnlySpan<double> direction, Span<double> second)
    {
        if (model.SecondDirectional is not { } tape)
        {
            second[.._count].Clear();
            return;
        }
        var both = Numbers(2 * ParameterCount);
        parameters.CopyTo(both);
        direction.CopyTo(both[parameters.Length..]);
        tape.Evaluate(both, data.Rows, second);
        Scale(second[.._count]);
    }

    public void WeightedHessian(ReadOnlySpan<double> parameters, ReadOnlySpan<double> weights, Span<double> hessian)
    {
        int n = ParameterCount;
        hessian[..(n * n)].Clear();
        if (model.WeightedGradient is not { } tape) return;
        WriteWeights(weights);
        int rows = data.Rows.Length / model.Columns;
        var column = Numbers(n);
        for (int i = 0; i < n; i++)
        {
            tape.Gradient(parameters, _weightedRows, i, column);
            for (int j = 0; j < n; j++)
            {
                double half = 0.5 * rows * column[j];     // the tape gives the mean over the rows
                hessian[i * n + j] += half;
                hessian[j * n + i] += half;
            }
        }
    }

    private void Compare(Span<double> outputs)
    {
        if (data.Ys.Length > 0) TensorPrimitives.Subtract(outputs, data.Ys, outputs);
        Scale(outputs);
    }

    private void Scale(Span<double> outputs)
    {
        if (data.Factors.Length > 0) TensorPrimitives.Multiply(outputs, data.Factors, outputs);
    }

    /// <summary>Puts the weights behind the inputs of each row.</summary>
    private void WriteWeights(ReadOnlySpan<double> weights)
    {
        int columns = model.Columns, outputs = model.Values.Outputs, width = columns + outputs;
        int rows = data.Rows.Length / columns;
        if (_weightedRows.Length == 0)
        {
            _weightedRows = new double[rows * width];
            for (int r = 0; r < rows; r++) data.Rows.AsSpan(r * columns, columns).CopyTo(_weightedRows.AsSpan(r * width));
        }
        for (int i = 0; i < _count; i++)
        {
            double factor = data.Factors.Length > 0 ? data.Factors[i] : 1;
            _weightedRows[i / outputs * width + columns + i % outputs] = weights[i] * factor;
        }
    }

    private Span<double> Numbers(int count)
    {
        if (_numbers.Length < count) _numbers = new double[count];
        return _numbers.AsSpan(0, count);
    }
}
