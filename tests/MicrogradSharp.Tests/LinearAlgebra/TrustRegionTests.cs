using CsCheck;
using MicrogradSharp.LinearAlgebra;
using MicrogradSharp.Tests.Contracts;

namespace MicrogradSharp.Tests.LinearAlgebra;

public sealed class TrustRegionTests
{
    [Fact]
    public void The_step_is_as_long_as_allowed_and_solves_the_damped_equations() => Matrices.Graded.Sample((rows, columns, numbers) =>
    {
        var (qr, d, b) = Problem(rows, columns, numbers);
        if (qr.Rank() < columns) return;
        if (Enumerable.Range(0, columns).Any(k => Math.Abs(qr.Column(k)[k]) <= 1e-4 * d[qr.Pivots[k]])) return;      // ill-conditioned
        var region = new TrustRegion(columns);
        double[] full = new double[columns], x = new double[columns];
        double longest = region.Solve(qr, d, b, double.MaxValue, full);
        region.Lambda.Should().Be(0);
        foreach (double share in new[] { 0.5, 1e-3, 1e-8 })
        {
            double radius = share * longest, length = region.Solve(qr, d, b, radius, x);
            length.ShouldAgree(radius, 0.1001);
            region.Lambda.Should().BePositive();
            double[] expected = Damped(rows, columns, numbers, d, region.Lambda);
            double[] error = [.. x.Select((number, i) => d[i] * (number - expected[i]))];
            Matrices.Norm(error).Should().BeLessThan(1e-8 * length + 1e-11 * share);     // b has a length of about 1
        }
    });

    [Fact]
    public void A_matrix_without_full_rank_has_a_step_too()
    {
        var (qr, d, b) = Problem(3, 2, [1, 2, 3, 1, 2, 3]);
        double[] x = new double[2];
        var region = new TrustRegion(2);
        region.Solve(qr, d, b, 1e-3, x).ShouldAgree(1e-3, 0.1001);
        x[0].ShouldAgree(x[1], 1e-6, because: "damping prefers the shortest step");
        region.Solve(qr, d, b, 1e9, x);
        region.Lambda.Should().Be(0);
        x.Should().Contain(0);
    }

    [Fact]
    public void Another_right_side_is_solved_with_the_same_damping()
    {
        double[] numbers = Matrices.Vector(20, seed: 1), other = new double[5], x = new double[4];
        var (qr, d, b) = Problem(5, 4, numbers);
        var region = new TrustRegion(4);
        region.Solve(qr, d, b, 0.01, x);
        region.SolveAgain(qr, d, b, other);
        other[..4].Should().Equal(x);
    }

    private static (PivotedQr Qr, double[] D, double[] B) Problem(int rows, int columns, double[] numbers)
    {
        var qr = new PivotedQr(rows, columns);
        numbers.CopyTo(qr.Matrix);
        qr.Factor();
        double[] b = Matrices.Vector(rows, seed: rows);
        qr.ApplyQTransposed(b);
        return (qr, [.. Enumerable.Range(0, columns).Select(j => Matrices.Norm(numbers[(j * rows)..((j + 1) * rows)]))], b);
    }

    /// <summary>The damped solution from the stacked matrix [A; √λ D].</summary>
    private static double[] Damped(int rows, int columns, double[] numbers, double[] d, double lambda)
    {
        var stacked = new PivotedQr(rows + columns, columns);
        for (int j = 0; j < columns; j++)
        {
            numbers.AsSpan(j * rows, rows).CopyTo(stacked.Column(j));
            stacked.Column(j)[rows + j] = Math.Sqrt(lambda) * d[j];
        }
        stacked.Factor();
        double[] x = new double[columns];
        stacked.Solve([.. Matrices.Vector(rows, seed: rows), .. new double[columns]], x, columns);
        return x;
    }
}
