using MicrogradSharp.Nn;

namespace MicrogradSharp.Tests.Nn;

public sealed class BlockFunctionTests
{
    private const int Lanes = 8;

    private readonly Node _w = 2.0;

    [Fact]
    public void One_rule_of_every_input_is_run_on_all_of_them() =>
        Gives(row => [row[0].Tanh(), row[1].Tanh(), row[2].Tanh()], (a, b, c) => [Math.Tanh(a), Math.Tanh(b), Math.Tanh(c)]);

    [Fact]
    public void Inputs_in_another_order_stay_in_that_order() =>
        Gives(row => [row[2].Tanh(), row[0].Tanh(), row[0].Tanh()], (a, b, c) => [Math.Tanh(c), Math.Tanh(a), Math.Tanh(a)]);

    [Fact]
    public void Rules_may_differ()
    {
        Gives(row => [row[0].Tanh(), row[1].Sin(), row[2].Tanh()], (a, b, c) => [Math.Tanh(a), Math.Sin(b), Math.Tanh(c)]);
        Gives(row => [row[0].Tanh(), row[1].Sin(), row[2]], (a, b, c) => [Math.Tanh(a), Math.Sin(b), c]);
    }

    [Fact]
    public void Outputs_may_be_more_or_less_than_the_inputs()
    {
        Gives(row => [row[1].Sin()], (a, b, c) => [Math.Sin(b)]);
        Gives(row => [row[0].Sin()], (a, b, c) => [Math.Sin(a)]);
        Gives(
            row => [row[0].Sin(), row[1].Sin(), row[2].Sin(), row[0].Sin()],
            (a, b, c) => [Math.Sin(a), Math.Sin(b), Math.Sin(c), Math.Sin(a)]);
    }

    [Fact]
    public void What_does_not_depend_on_the_row_is_repeated()
    {
        Gives(row => [_w * 3, row[1] * _w, 5.0], (a, b, c) => [6, 2 * b, 5]);
        Gives(row => [_w.Tanh()], (a, b, c) => [Math.Tanh(2)]);
    }

    [Fact]
    public void Parameters_are_read_anew()
    {
        var function = BlockFunction.Record(1, row => [row[0] * _w]);
        double[] x = [1, 2, 3, 4, 5, 6, 7, 8], y = new double[Lanes];
        function.Evaluate(x, y, Lanes);
        _w.Data = 10;
        function.Evaluate(x, y, Lanes);
        y.Should().Equal(10, 20, 30, 40, 50, 60, 70, 80);
    }

    private static void Gives(Func<ReadOnlySpan<Node>, Node[]> function, Func<double, double, double, double[]> expected)
    {
        double[] x = [.. Enumerable.Range(0, 3 * Lanes).Select(i => Math.Cos(i))];
        var recorded = BlockFunction.Record(3, function);
        int outputs = expected(0, 0, 0).Length;
        double[] y = new double[outputs * Lanes];
        recorded.Evaluate(x, y, Lanes);
        for (int lane = 0; lane < Lanes; lane++)
        {
            double[] row = expected(x[lane], x[Lanes + lane], x[2 * Lanes + lane]);
            for (int k = 0; k < outputs; k++) y[k * Lanes + lane].Should().BeApproximately(row[k], 1e-15, $"output {k} in lane {lane}");
        }
    }
}
