using CsCheck;
using MicrogradSharp.LinearAlgebra;
using MicrogradSharp.Tests.Contracts;

namespace MicrogradSharp.Tests.LinearAlgebra;

public sealed class SymmetricEigenTests
{
    [Fact]
    public void A_v_is_lambda_v_and_the_vectors_are_orthonormal() => Matrices.Symmetric.Sample((n, numbers) =>
    {
        double[] values = new double[n], vectors = new double[n * n];
        SymmetricEigen.Decompose([.. numbers], values, vectors);
        values.Should().BeInAscendingOrder();
        for (int k = 0; k < n; k++)
        {
            double[] v = vectors[(k * n)..((k + 1) * n)];
            double[] difference = Matrices.Minus(Matrices.Times(numbers, n, v), v.Select(x => values[k] * x));
            Matrices.Norm(difference).Should().BeLessThan(1e-13 * n);
            double[] products = Matrices.TransposedTimes(vectors, n, v);
            for (int j = 0; j < n; j++) products[j].ShouldBeNear(j == k ? 1 : 0, 1e-13);
        }
    });

    [Fact]
    public void Tiny_eigenvalues_of_a_graded_matrix_are_right_to_all_digits()
    {
        // D A D with D = diag(1, 1e-5, 1e-10), A = [4 1 1; 1 3 1; 1 1 2]: the determinant is 17 · 1e-30
        double[] d = [1, 1e-5, 1e-10], a = [4, 1, 1, 1, 3, 1, 1, 1, 2];
        double[] graded = [.. a.Select((number, i) => number * d[i / 3] * d[i % 3])], values = new double[3];
        SymmetricEigen.Decompose(graded, values, new double[9]);
        values[0].ShouldAgree(17.0 / 11 * 1e-20, 1e-9);
        (values[0] * values[1] * values[2]).ShouldAgree(17e-30, 1e-13);
    }
}
