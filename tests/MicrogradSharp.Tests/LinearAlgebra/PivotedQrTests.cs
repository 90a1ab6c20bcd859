using CsCheck;
using MicrogradSharp.LinearAlgebra;
using MicrogradSharp.Tests.Contracts;

namespace MicrogradSharp.Tests.LinearAlgebra;

public sealed class PivotedQrTests
{
    [Fact]
    public void A_times_P_is_Q_times_R_to_the_rounding_of_each_column() => Matrices.Graded.Sample((rows, columns, numbers) =>
    {
        var qr = Factored(rows, columns, numbers);
        for (int k = 0; k < columns; k++)
        {
            double[] column = new double[rows];
            qr.Column(k)[..(k + 1)].CopyTo(column);
            qr.ApplyQ(column);
            var expected = numbers.AsSpan(qr.Pivots[k] * rows, rows).ToArray();
            Matrices.Norm(Matrices.Minus(column, expected)).Should().BeLessThanOrEqualTo(1e-14 * rows * Matrices.Norm(expected));
        }
    });

    [Fact]
    public void Q_keeps_lengths_and_its_transpose_undoes_it() => Matrices.Graded.Sample((rows, columns, numbers) =>
    {
        var qr = Factored(rows, columns, numbers);
        double[] b = Matrices.Vector(rows, seed: rows), turned = [.. b];
        qr.ApplyQTransposed(turned);
        Matrices.Norm(turned).ShouldAgree(Matrices.Norm(b), 1e-13);
        qr.ApplyQ(turned);
        Matrices.Norm(Matrices.Minus(turned, b)).Should().BeLessThan(1e-13);
    });

    [Fact]
    public void The_diagonal_does_not_increase() => Matrices.Graded.Sample((rows, columns, numbers) =>
    {
        var qr = Factored(rows, columns, numbers);
        for (int k = 1; k < columns; k++)
        {
            Math.Abs(qr.Column(k)[k]).Should().BeLessThanOrEqualTo(Math.Abs(qr.Column(k - 1)[k - 1]) * (1 + 1e-7));
        }
    });

    [Fact]
    public void The_residual_of_a_solution_is_orthogonal_to_every_column() => Matrices.Graded.Sample((rows, columns, numbers) =>
    {
        var qr = Factored(rows, columns, numbers);
        double[] b = Matrices.Vector(rows, seed: 1), x = new double[columns];
        if (qr.Rank(tolerance: 1e-40) < columns) return;
        qr.Solve([.. b], x, columns);
        double[] residual = Matrices.Minus(b, Matrices.Times(numbers, rows, x));
        double[] norms = [.. Enumerable.Range(0, columns).Select(j => Matrices.Norm(numbers[(j * rows)..((j + 1) * rows)]))];
        double terms = Matrices.Norm(b) + norms.Zip(x, (norm, number) => norm * Math.Abs(number)).Sum();     // what may cancel
        double[] products = Matrices.TransposedTimes(numbers, columns, residual);
        for (int j = 0; j < columns; j++) Math.Abs(products[j]).Should().BeLessThanOrEqualTo(1e-14 * rows * norms[j] * terms);
    });

    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    [InlineData(5)]
    public void A_product_of_thin_matrices_has_their_rank(int rank)
    {
        const int Rows = 9, Columns = 6;
        double[] left = Matrices.Vector(Rows * rank, seed: 2), right = Matrices.Vector(rank * Columns, seed: 3);
        double[] product = new double[Rows * Columns];
        for (int j = 0; j < Columns; j++) Matrices.Times(left, Rows, right.AsSpan(j * rank, rank)).CopyTo(product, j * Rows);
        var qr = Factored(Rows, Columns, product);
        qr.Rank().Should().Be(rank);

        double[] x = Matrices.Vector(Columns, seed: 4), b = Matrices.Times(product, Rows, x);
        qr.Solve([.. b], x, rank);
        x.Count(number => number == 0).Should().Be(Columns - rank, "the columns that depend on others are not used");
        Matrices.Norm(Matrices.Minus(Matrices.Times(product, Rows, x), b)).Should().BeLessThan(1e-13);
    }

    [Fact]
    public void A_matrix_of_zeros_has_rank_0() => Factored(4, 2, new double[8]).Rank().Should().Be(0);

    [Theory]
    [InlineData(1e-200)]
    [InlineData(1e200)]
    public void Squares_do_not_overflow_or_underflow(double scale)
    {
        double[] numbers = [.. Matrices.Vector(12, seed: 5).Select(number => number * scale)], x = new double[3];
        var qr = Factored(4, 3, numbers);
        double[] expected = [1, -2, 3];
        qr.Solve(Matrices.Times(numbers, 4, expected), x, qr.Rank());
        for (int i = 0; i < 3; i++) x[i].ShouldBeNear(expected[i], 1e-13);
    }

    [Fact]
    public void The_inverse_of_the_Gram_matrix_is_in_the_order_of_the_columns()
    {
        double[] numbers = [1, 0, 0, 0, 0, 100, 0, 0, 0, 0, 10, 0];
        double[] inverse = new double[9];
        Factored(4, 3, numbers).InverseGram(inverse, new double[9]);
        inverse.Should().BeEquivalentTo([1, 0, 0, 0, 1e-4, 0, 0, 0, 1e-2], options => options.WithStrictOrdering()
            .Using<double>(c => c.Subject.Should().BeApproximately(c.Expectation, 1e-15)).WhenTypeIs<double>());
    }

    [Fact]
    public void The_inverse_times_the_Gram_matrix_is_the_identity()
    {
        const int Rows = 10, Columns = 5;
        double[] numbers = Matrices.Vector(Rows * Columns, seed: 6), inverse = new double[Columns * Columns];
        Factored(Rows, Columns, numbers).InverseGram(inverse, new double[Columns * Columns]);
        for (int j = 0; j < Columns; j++)
        {
            double[] gram = Matrices.TransposedTimes(numbers, Columns, numbers.AsSpan(j * Rows, Rows));
            double[] unit = Matrices.Times(inverse, Columns, gram);
            for (int i = 0; i < Columns; i++) unit[i].ShouldBeNear(i == j ? 1 : 0, 1e-12);
        }
    }

    [Fact]
    public void Factoring_and_solving_allocate_nothing()
    {
        var qr = new PivotedQr(20, 5);
        double[] numbers = Matrices.Vector(100, seed: 7), b = new double[20], x = new double[5];
        Allocated.By(() =>
        {
            numbers.CopyTo(qr.Matrix);
            qr.Factor();
            qr.Solve(b, x, qr.Rank());
        }).Should().Be(0);
    }

    private static PivotedQr Factored(int rows, int columns, double[] numbers)
    {
        var qr = new PivotedQr(rows, columns);
        numbers.CopyTo(qr.Matrix);
        qr.Factor();
        return qr;
    }
}
