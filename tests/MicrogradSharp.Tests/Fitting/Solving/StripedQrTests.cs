using MicrogradSharp.Fitting.Solving;
using MicrogradSharp.LinearAlgebra;
using MicrogradSharp.Tests.Contracts;
using MicrogradSharp.Tests.LinearAlgebra;

namespace MicrogradSharp.Tests.Fitting.Solving;

public sealed class StripedQrTests
{
    [Theory]
    [InlineData(1000, 1)]
    [InlineData(140_001, 1)]
    [InlineData(140_001, 2)]
    [InlineData(400_000, 3)]
    public void R_and_QTb_are_those_of_one_strip_up_to_the_sign(int rows, int threads)
    {
        double[] matrix = Matrices.Vector(3 * rows, seed: 1), b = Matrices.Vector(rows, seed: 2), weights = Matrices.Vector(rows, seed: 3);
        int[] columns = [2, 0, 1];
        var whole = new TallQr(3);
        var striped = new StripedQr(rows, 3, threads);
        foreach (double[] by in new[] { [], weights })
        {
            whole.Factor(matrix, columns, b, by);
            striped.Factor(matrix, columns, b, by);
            for (int k = 0; k < 3; k++)
            {
                double sign = Math.Sign(whole.R[4 * k]) * Math.Sign(striped.R[4 * k]);
                for (int j = k; j < 3; j++) striped.R[3 * j + k].ShouldBeNear(sign * whole.R[3 * j + k], 1e-9);
                striped.QTransposedB[k].ShouldBeNear(sign * whole.QTransposedB[k], 1e-9);
            }
        }
    }
}
