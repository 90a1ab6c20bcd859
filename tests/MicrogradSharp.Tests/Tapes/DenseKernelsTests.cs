using MicrogradSharp.Tapes.Kernels;
using MicrogradSharp.Tapes.Rewriting;
using MicrogradSharp.Tests.Contracts;

namespace MicrogradSharp.Tests.Tapes;

public sealed class DenseKernelsTests
{
    private static readonly int[] s_sizes = [.. Enumerable.Range(1, 20), 33, 100];

    public static TheoryData<int> LaneCounts => [8, 16, 24, 32, 104, 128];

    [Theory, MemberData(nameof(LaneCounts))]
    public void Forward_adds_the_weighted_inputs_to_the_biases(int lanes)
    {
        foreach (var layer in Layers(lanes)) CheckForward(layer);
    }

    [Theory, MemberData(nameof(LaneCounts))]
    public void AssignInputs_weighs_the_gradients_of_the_outputs_and_forgets_what_was_there(int lanes)
    {
        foreach (var layer in Layers(lanes)) CheckAssignInputs(layer);
    }

    [Theory, MemberData(nameof(LaneCounts))]
    public void AccumulateInputs_adds_to_what_was_there(int lanes)
    {
        foreach (var layer in Layers(lanes)) CheckAccumulateInputs(layer);
    }

    [Theory, MemberData(nameof(LaneCounts))]
    public void AccumulateWeights_adds_the_products_of_all_lanes_to_what_was_there(int lanes)
    {
        foreach (var layer in Layers(lanes)) CheckWeights(layer);
    }

    [Theory, MemberData(nameof(LaneCounts))]
    public void AccumulateWeights_adds_the_gradients_of_all_lanes_to_the_biases(int lanes)
    {
        foreach (var layer in Layers(lanes)) CheckBiases(layer);
    }

    [Theory, MemberData(nameof(LaneCounts))]
    public void Product_weighs_the_inputs_and_forgets_what_was_there(int lanes)
    {
        foreach (var layer in Layers(lanes)) CheckProduct(layer);
    }

    [Fact]
    public void Every_pass_agrees_with_three_loops_over_the_whole_range_of_doubles()
    {
        foreach (int lanes in (int[])[8, 16, 24, 32, 40])
        {
            for (int size = 6; size < 48; size++)
            {
                var layer = DenseCase.OfWholeRange(inputs: size / 6, outputs: 1 + size % 6, lanes);
                CheckForward(layer);
                CheckProduct(layer);
                CheckAssignInputs(layer);
                CheckAccumulateInputs(layer);
                CheckWeights(layer);
                CheckBiases(layer);
            }
        }
    }

    [Fact]
    public void The_same_numbers_give_the_same_bits_wherever_they_lie_and_however_often_they_are_asked()
    {
        var layer = new DenseCase(inputs: 100, outputs: 33, lanes: 104);
        double[] first = Passes(layer, offset: 0);
        for (int run = 1; run < 200; run++)
        {
            // Long enough for the kernels to be recompiled with optimisation meanwhile.
            Passes(layer, offset: run % 8).Should().Equal(first);
        }
    }

    [Fact]
    public void Nothing_is_allocated()
    {
        var layer = new DenseCase(inputs: 16, outputs: 5, lanes: 24);
        double[] y = new double[layer.DY.Length], dx = new double[layer.X.Length];
        double[] dw = new double[layer.Weights.Length], db = new double[layer.Outputs];
        Allocated.By(() => Run(layer, y, dx, dw, db)).Should().Be(0);
    }

    private static IEnumerable<DenseCase> Layers(int lanes)
    {
        foreach (int inputs in s_sizes)
        {
            foreach (int outputs in s_sizes)
            {
                // Every pair of small sizes, and large sizes with each other and with those that are not multiples of a block.
                if (inputs <= 20 || outputs is 1 or 7 or > 20) yield return new DenseCase(inputs, outputs, lanes);
            }
        }
    }

    private static void CheckForward(DenseCase layer) =>
        layer.CheckForward(
            static (l, y) => DenseKernels.Forward(l.Weights, l.Biases, l.X, y, l.Inputs, l.Outputs, l.Lanes).Run(),
            Forward<Double1>, Forward<Double2>, Forward<Double4>, Forward<Double8>);

    private static void CheckAssignInputs(DenseCase layer) =>
        layer.CheckInputs(
            startCounts: false,
            static (l, dx) => DenseKernels.AssignInputs(l.Weights, l.DY, dx, l.Inputs, l.Outputs, l.Lanes).Run(),
            AssignInputs<Double1>, AssignInputs<Double2>, AssignInputs<Double4>, AssignInputs<Double8>);

    private static void CheckAccumulateInputs(DenseCase layer) =>
        layer.CheckInputs(
            startCounts: true,
            static (l, dx) => DenseKernels.AccumulateInputs(l.Weights, l.DY, dx, l.Inputs, l.Outputs, l.Lanes).Run(),
            AccumulateInputs<Double1>, AccumulateInputs<Double2>, AccumulateInputs<Double4>, AccumulateInputs<Double8>);

    private static void CheckWeights(DenseCase layer) =>
        layer.CheckWeights(
            static (l, dw) => DenseKernels.AccumulateWeights(l.DY, l.X, dw, new double[l.Outputs], l.Inputs, l.Outputs, l.Lanes).Run(),
            AccumulateWeights<Double1>, AccumulateWeights<Double2>, AccumulateWeights<Double4>, AccumulateWeights<Double8>);

    private static void CheckBiases(DenseCase layer) =>
        layer.CheckBiases(
            static (l, db) =>
                DenseKernels.AccumulateWeights(l.DY, l.X, new double[l.Weights.Length], db, l.Inputs, l.Outputs, l.Lanes).Run(),
            AccumulateBiases<Double1>, AccumulateBiases<Double2>, AccumulateBiases<Double4>, AccumulateBiases<Double8>);

    private static void CheckProduct(DenseCase layer) =>
        layer.CheckProduct(
            static (l, y) => DenseKernels.Product(l.Weights, l.X, y, l.Inputs, l.Outputs, l.Lanes).Run(),
            Product<Double1>, Product<Double2>, Product<Double4>, Product<Double8>);

    private static void Forward<TVector>(DenseCase layer, Span<double> y)
        where TVector : struct, IVector<TVector> =>
        DenseKernels.Forward(layer.Weights, layer.Biases, layer.X, y, layer.Inputs, layer.Outputs, layer.Lanes).Run<TVector>();

    private static void Product<TVector>(DenseCase layer, Span<double> y)
        where TVector : struct, IVector<TVector> =>
        DenseKernels.Product(layer.Weights, layer.X, y, layer.Inputs, layer.Outputs, layer.Lanes).Run<TVector>();

    private static void AssignInputs<TVector>(DenseCase layer, Span<double> dx)
        where TVector : struct, IVector<TVector> =>
        DenseKernels.AssignInputs(layer.Weights, layer.DY, dx, layer.Inputs, layer.Outputs, layer.Lanes).Run<TVector>();

    private static void AccumulateInputs<TVector>(DenseCase layer, Span<double> dx)
        where TVector : struct, IVector<TVector> =>
        DenseKernels.AccumulateInputs(layer.Weights, layer.DY, dx, layer.Inputs, layer.Outputs, layer.Lanes).Run<TVector>();

    private static void AccumulateWeights<TVector>(DenseCase layer, Span<double> dw)
        where TVector : struct, IVector<TVector> =>
        DenseKernels.AccumulateWeights(layer.DY, layer.X, dw, new double[layer.Outputs], layer.Inputs, layer.Outputs, layer.Lanes)
            .Run<TVector>();

    private static void AccumulateBiases<TVector>(DenseCase layer, Span<double> db)
        where TVector : struct, IVector<TVector> =>
        DenseKernels.AccumulateWeights(layer.DY, layer.X, new double[layer.Weights.Length], db, layer.Inputs, layer.Outputs, layer.Lanes)
            .Run<TVector>();

    private static double[] Passes(DenseCase layer, int offset)
    {
        int y = layer.DY.Length, dx = layer.X.Length, dw = layer.Weights.Length, db = layer.Outputs;
        var results = new double[offset + y + dx + dw + db].AsSpan(offset);
        Run(layer, results[..y], results.Slice(y, dx), results.Slice(y + dx, dw), results.Slice(y + dx + dw, db));
        return results.ToArray();
    }

    private static void Run(DenseCase layer, Span<double> y, Span<double> dx, Span<double> dw, Span<double> db)
    {
        DenseKernels.Forward(layer.Weights, layer.Biases, layer.X, y, layer.Inputs, layer.Outputs, layer.Lanes).Run();
        DenseKernels.AssignInputs(layer.Weights, layer.DY, dx, layer.Inputs, layer.Outputs, layer.Lanes).Run();
        DenseKernels.AccumulateInputs(layer.Weights, layer.DY, dx, layer.Inputs, layer.Outputs, layer.Lanes).Run();
        DenseKernels.AccumulateWeights(layer.DY, layer.X, dw, db, layer.Inputs, layer.Outputs, layer.Lanes).Run();
    }
}
