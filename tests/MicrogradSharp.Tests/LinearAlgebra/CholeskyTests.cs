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
}
