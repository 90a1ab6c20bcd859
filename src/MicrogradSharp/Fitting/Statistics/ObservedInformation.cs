using MicrogradSharp.Fitting.Models;
using MicrogradSharp.LinearAlgebra;

namespace MicrogradSharp.Fitting.Statistics;

/// <summary>The inverse of the exact second derivatives of the cost: s² (JᵀJ + Σ r ∇²r)⁻¹.</summary>
internal static class ObservedInformation
{
    /// <summary>
    /// Returns the covariance of the parameters that have a column; NaN if there are no second derivatives, or if they are not positive
    /// definite.
    /// </summary>
    public static double[,] Inverse(FitErrors errors, ModelResiduals function, double[] point)
    {
        var matrix = errors.Matrix;
        var columns = matrix.Columns;
        int n = columns.Length, all = point.Length;
        double[] second = new double[all * all], information = new double[n * n], scale = new double[n];
        function.WeightedHessian(point, matrix.Residuals, second);
        for (int i = 0; i < n; i++)
        {
            for (int j = 0; j < n; j++)
            {
                information[i * n + j] = second[columns[i] * all + columns[j]];
                var left = matrix.Column(columns[i]);
                var right = matrix.Column(columns[j]);
                for (int k = 0; k < left.Length; k++) information[i * n + j] += left[k] * right[k];
            }
            scale[i] = Math.Sqrt(information[i * n + i]);
        }
        for (int i = 0; i < information.Length; i++) information[i] /= scale[i / n] * scale[i % n];
        double[,] inverse = new double[n, n];
        bool isPositive = function.Model.WeightedGradient is not null && Cholesky.TryFactor(information, n);
        double[] column = new double[n];
        for (int j = 0; j < n; j++)
        {
            Array.Clear(column);
            column[j] = 1;
            if (isPositive) Cholesky.Solve(information, n, column);
            for (int i = 0; i < n; i++) inverse[i, j] = isPositive ? errors.Variance * column[i] / (scale[i] * scale[j]) : double.NaN;
        }
        return inverse;
    }
}
