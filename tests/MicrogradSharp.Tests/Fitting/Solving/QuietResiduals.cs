using MicrogradSharp.Fitting.Solving;

namespace MicrogradSharp.Tests.Fitting.Solving;

/// <summary>The residuals of Chwirut2, exp(−a x)/(b + c x) − y, by hand: no evaluation allocates.</summary>
internal sealed class QuietResiduals(double[][] rows) : IResidualFunction
{
    private readonly double[] _products = new double[3];

    public int ResidualCount => rows.Length;

    public int ParameterCount => 3;

    public ReadOnlySpan<bool> IsLinear => [false, false, false];

    public void Evaluate(ReadOnlySpan<double> parameters, Span<double> residuals)
    {
        for (int i = 0; i < rows.Length; i++) residuals[i] = Model(parameters, rows[i][1]) - rows[i][0];
    }

    public void EvaluateWithJacobian(ReadOnlySpan<double> parameters, Span<double> residuals, Span<double> jacobian)
    {
        Evaluate(parameters, residuals);
        for (int i = 0; i < rows.Length; i++)
        {
            double x = rows[i][1], f = Model(parameters, x), q = parameters[1] + parameters[2] * x;
            jacobian[i] = -x * f;
            jacobian[rows.Length + i] = -f / q;
            jacobian[2 * rows.Length + i] = -x * f / q;
        }
    }

    public void SecondDirectional(ReadOnlySpan<double> parameters, ReadOnlySpan<double> direction, Span<double> second)
    {
        for (int i = 0; i < rows.Length; i++)
        {
            // f = e/q: with a' and q' along the direction, f'' = f ((a' x + q'/q)² + (q'/q)²)
            double x = rows[i][1], q = parameters[1] + parameters[2] * x;
            double first = direction[0] * x, share = (direction[1] + direction[2] * x) / q;
            second[i] = Model(parameters, x) * ((first + share) * (first + share) + share * share);
        }
    }

    public void WeightedHessian(ReadOnlySpan<double> parameters, ReadOnlySpan<double> weights, Span<double> hessian)
    {
        hessian.Clear();
        for (int i = 0; i < rows.Length; i++)
        {
            double x = rows[i][1], f = Model(parameters, x), q = parameters[1] + parameters[2] * x;
            (_products[0], _products[1], _products[2]) = (0, 1, x);
            for (int j = 0; j < 3; j++)
            {
                for (int k = 0; k < 3; k++)
                {
                    double curved = j == 0 && k == 0 ? x * x
                        : j == 0 || k == 0 ? x * (_products[j] + _products[k]) / q
                        : 2 * _products[j] * _products[k] / (q * q);
                    hessian[3 * j + k] += weights[i] * f * curved;
                }
            }
        }
    }

    private static double Model(ReadOnlySpan<double> parameters, double x) =>
        Math.Exp(-parameters[0] * x) / (parameters[1] + parameters[2] * x);
}
