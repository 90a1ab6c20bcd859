using MicrogradSharp.LinearAlgebra;
using MicrogradSharp.Tests.Contracts;

namespace MicrogradSharp.Tests.LinearAlgebra;

public sealed class TallQrTests
{
    [Theory]
    [InlineData(2, 3)]
    [InlineData(3, 3)]
    [InlineData(100, 4)]
    [InlineData(5000, 3)]
    [InlineData(4097, 7)]
    public void R_and_QTb_agree_with_one_factorisation_of_the_whole(int rows, int columns)
    {
        double[] matrix = Matrices.Vector(rows * columns, seed: 1), b = Matrices.Vector(rows, seed: 2);
        var tall = new TallQr(columns);
        tall.Factor(matrix, [.. Enumerable.Range(0, columns)], b, []);
        var whole = new PivotedQr(rows, columns);
        matrix.CopyTo(whole.Matrix);
        whole.Factor(pivot: false);
        double[] qTb = [.. b];
        whole.ApplyQTransposed(qTb);
        for (int k = 0; k < Math.Min(rows, columns); k++)
        {
            double sign = Math.Sign(whole.Column(k)[k]) * Math.Sign(tall.R[k * columns + k]);     // rows of R are right up to a sign
            for (int j = k; j < columns; j++) tall.R[j * columns + k].ShouldBeNear(sign * whole.Column(j)[k], 1e-12);
            tall.QTransposedB[k].ShouldBeNear(sign * qTb[k], 1e-12);
        }
    }

    [Fact]
    public void Columns_may_be_left_out_and_rows_weighted()
    {
        const int Rows = 1000;
        double[] matrix = Matrices.Vector(Rows * 3, seed: 3), b = Matrices.Vector(Rows, seed: 4), weights = Matrices.Vector(Rows, seed: 5);
        double[] weighted = [.. matrix.Select((number, i) => number * weights[i % Rows])];
        TallQr one = new(3), other = new(2);
        one.Factor(matrix, [2, 0], b, weights);
        other.Factor([.. weighted[(2 * Rows)..], .. weighted[..Rows]], [0, 1], [.. b.Zip(weights, (x, w) => x * w)], []);
        one.Columns.Should().Be(2);
        for (int i = 0; i < 4; i++) one.R[i].ShouldBeNear(other.R[i], 1e-13);
        for (int i = 0; i < 2; i++) one.QTransposedB[i].ShouldBeNear(other.QTransposedB[i], 1e-13);
    }

    [Fact]
    public void A_second_factorisation_allocates_nothing()
    {
        var qr = new TallQr(3);
        double[] matrix = Matrices.Vector(3000, seed: 6), b = Matrices.Vector(1000, seed: 7);
        int[] columns = [0, 1, 2];
        qr.Factor(matrix, columns, b, []);
        Allocated.By(() => qr.Factor(matrix, columns, b, [])).Should().Be(0);
    }
}
