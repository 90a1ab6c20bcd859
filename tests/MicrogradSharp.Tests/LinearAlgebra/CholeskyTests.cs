using CsCheck;
using MicrogradSharp.LinearAlgebra;
using MicrogradSharp.Tests.Contracts;

namespace MicrogradSharp.Tests.LinearAlgebra;

public sealed class CholeskyTests
{
    [Fact]
    public void A_positive_definite_system_is_solved()
    {
        double[] a = [4, 2, 1, 2, 5, 3, 1, 3, 6], x = [1, -2, 3], b = Matrices.Times(a, 3, x), r = [.. a];
        Cholesky.TryFactor(r, 3).Should().BeTrue();
        Cholesky.Solve(r, 3, b);
        for (int i = 0; i < 3; i++) b[i].ShouldBeNear(x[i], 1e-14);
    }

    [Fact]
    public void Only_a_positive_definite_matrix_is_factored() => Matrices.Symmetric.Sample((n, numbers) =>
    {
        double[] values = new double[n];
        SymmetricEigen.Decompose([.. numbers], values, new double[n * n]);
        if (Math.Abs(values[0]) > 1e-12) Cholesky.TryFactor([.. numbers], n).Should().Be(values[0] > 0);
    });

    [Fact]
    public void A_shift_makes_any_symmetric_matrix_definite() => Matrices.Symmetric.Sample((n, numbers) =>
    {
        double[] r = new double[n * n], values = new double[n];
        double shift = Cholesky.FactorShifted(numbers, n, r);
        SymmetricEigen.Decompose([.. numbers], values, new double[n * n]);
        shift.Should().BeGreaterThanOrEqualTo(Math.Max(0, -values[0] * (1 - 1e-9)));
        double[] x = Matrices.Vector(n, seed: 1), b = Matrices.Times(numbers, n, x);
        for (int i = 0; i < n; i++) b[i] += shift * x[i];
        Cholesky.Solve(r, n, b);
        double condition = (Math.Abs(values[0]) + Math.Abs(values[^1]) + shift) / (values[0] + shift);
        Matrices.Norm(Matrices.Minus(b, x)).Should().BeLessThan(1e-14 * n * Math.Abs(condition) + 1e-13);
    });
}
