using MicrogradSharp.Fitting.Solving;

namespace MicrogradSharp.Fitting.Models;

/// <summary>The same residuals with one parameter held at a number.</summary>
internal sealed class HeldParameter(IResidualFunction inner, int held) : IResidualFunction
{
    private readonly int _inner = inner.ParameterCount;
    private readonly double[] _point = new double[inner.ParameterCount];
    private readonly double[] _direction = new double[inner.ParameterCount];
    private readonly double[] _jacobian = new double[inner.ResidualCount * inner.ParameterCount];
    private readonly double[] _hessian = new double[inner.ParameterCount * inner.ParameterCount];
    private readonly bool[] _isLinear = [.. inner.IsLinear[..held], .. inner.IsLinear[(held + 1)..]];

    /// <summary>The number that the parameter is held at.</summary>
    public double Number { get; set; }

    public int ResidualCount => inner.ResidualCount;

    public int ParameterCount => _inner - 1;

    public ReadOnlySpan<bool> IsLinear => _isLinear;

    /// <summary>Returns the numbers without that of the held parameter.</summary>
    public double[] Without(double[] all) => [.. all[..held], .. all[(held + 1)..]];

    public void Evaluate(ReadOnlySpan<double> parameters, Span<double> residuals) => inner.Evaluate(Full(parameters), residuals);

    public void EvaluateWithJacobian(ReadOnlySpan<double> parameters, Span<double> residuals, Span<double> jacobian)
    {
        inner.EvaluateWithJacobian(Full(parameters), residuals, _jacobian);
        int before = held * ResidualCount;
        _jacobian.AsSpan(0, before).CopyTo(jacobian);
        _jacobian.AsSpan(before + ResidualCount).CopyTo(jacobian[before..]);
    }

    public void SecondDirectional(ReadOnlySpan<double> parameters, ReadOnlySpan<double> direction, Span<double> second)
    {
        Insert(direction, 0, _direction);
        inner.SecondDirectional(Full(parameters), _direction, second);
    }

    public void WeightedHessian(ReadOnlySpan<double> parameters, ReadOnlySpan<double> weights, Span<double> hessian)
    {
        inner.WeightedHessian(Full(parameters), weights, _hessian);
        int next = 0;
        for (int i = 0; i < _inner; i++)
        {
            for (int j = 0; j < _inner; j++)
            {
                if (i != held && j != held) hessian[next++] = _hessian[i * _inner + j];
            }
        }
    }

    private double[] Full(ReadOnlySpan<double> parameters)
    {
        Insert(parameters, Number, _point);
        return _point;
    }

    private void Insert(ReadOnlySpan<double> others, double number, double[] all)
    {
        others[..held].CopyTo(all);
        all[held] = number;
        others[held..].CopyTo(all.AsSpan(held + 1));
    }
}
