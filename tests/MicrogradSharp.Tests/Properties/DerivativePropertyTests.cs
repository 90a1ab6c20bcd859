using CsCheck;
using MicrogradSharp.Tests.Contracts;

namespace MicrogradSharp.Tests.Properties;

/// <summary>Different ways to compute the same derivative must agree, on random graphs of every operator.</summary>
public sealed class DerivativePropertyTests
{
    private static readonly double[] s_awkward = [double.NaN, double.PositiveInfinity, double.NegativeInfinity, 0, -0.0, 1, -1];

    private static readonly Gen<(RandomGraph Graph, double[] Direction, double[] W)> s_products =
        Gen.Select(RandomGraph.Gen, Gen.Double[-1, 1].Array[6], Gen.Double[-1, 1].Array[2]);

    [Fact]
    public void The_gradient_in_nodes_is_the_gradient() => RandomGraph.Gen.Sample(
        random =>
        {
            var leaves = RandomGraph.MakeLeaves(random.Leaves);
            var y = random.Build(leaves);
            var graph = Differentiate.Gradient(y, leaves);
            y.Backward();
            double scale = 1 + leaves.Max(leaf => Math.Abs(leaf.Grad));
            for (int i = 0; i < leaves.Length; i++) (graph[i].Data / scale).ShouldBeNear(leaves[i].Grad / scale, 1e-12);
            Differentiate.Gradient(random.Build, random.Leaves).Should().Equal(leaves.Select(leaf => leaf.Grad));
        },
        iter: 500);

    [Fact]
    public void The_gradient_in_nodes_is_the_gradient_at_special_points_too() =>
        Gen.Select(RandomGraph.Gen, Gen.Int[0, s_awkward.Length - 1].Array[6]).Sample(
        (random, choice) =>
        {
            double[] at = [.. random.Leaves.Select((leaf, i) => i % 2 == 0 ? s_awkward[choice[i]] : leaf)];
            var leaves = RandomGraph.MakeLeaves(at);
            var y = random.Build(leaves);
            var graph = Differentiate.Gradient(y, leaves);
            y.Backward();
            for (int i = 0; i < at.Length; i++)
            {
                graph[i].Data.ShouldBeNear(leaves[i].Grad, 1e-9, $"gradient {i} at ({string.Join(", ", at)})");
            }
        },
        iter: 1000);

    [Fact]
    public void Forward_and_reverse_mode_agree() => s_products.Sample(
        (random, direction, w) =>
        {
            double[] v = direction[..random.Leaves.Length];
            Node[] F(ReadOnlySpan<Node> x)
            {
                var y = random.Build(x);
                return [y, y.Tanh() * x[0]];
            }
            double[] forward = Differentiate.JacobianVectorProduct(F, random.Leaves, v);
            double[] backward = Differentiate.VectorJacobianProduct(F, random.Leaves, w);
            double scale = 1 + v.Zip(backward, (a, b) => Math.Abs(a * b)).Sum();
            (forward.Zip(w, (a, b) => a * b).Sum() / scale).ShouldBeNear(v.Zip(backward, (a, b) => a * b).Sum() / scale, 1e-11);
        },
        iter: 300);

    [Fact]
    public void The_hessian_is_symmetric_and_its_product_is_the_product() => Gen.Select(RandomGraph.Gen, Gen.Double[-1, 1].Array[6]).Sample(
        (random, direction) =>
        {
            int n = random.Leaves.Length;
            double[] v = direction[..n];
            double[,] hessian = Differentiate.Hessian(random.Build, random.Leaves);
            double[] product = Differentiate.HessianVectorProduct(random.Build, random.Leaves, v);
            double scale = 1 + hessian.Cast<double>().Max(Math.Abs);
            for (int i = 0; i < n; i++)
            {
                (product[i] / scale).ShouldBeNear(Enumerable.Range(0, n).Sum(j => hessian[i, j] * v[j]) / scale, 1e-9);
                for (int j = 0; j < n; j++) hessian[i, j].Should().Be(hessian[j, i]);
            }
        },
        iter: 200);

    [Fact]
    public void The_hessian_agrees_with_differences_of_the_gradient() => RandomGraph.Gen.Sample(
        random =>
        {
            const double Step = 1e-6;
            double[] ones = [.. random.Leaves.Select(_ => 1.0)];
            double[] product = Differentiate.HessianVectorProduct(random.Build, random.Leaves, ones);
            double[] here = Differentiate.Gradient(random.Build, random.Leaves), above = Shifted(Step), below = Shifted(-Step);
            double scale = 1 + product.Max(Math.Abs) + here.Max(Math.Abs);
            for (int i = 0; i < product.Length; i++)
            {
                double bend = Math.Abs(above[i] - 2 * here[i] + below[i]) / Step;
                if (bend > 1e-3 * scale) return;     // a kink within the step, or a third derivative too large for it
            }
            for (int i = 0; i < product.Length; i++) (product[i] / scale).ShouldBeNear((above[i] - below[i]) / (2 * Step) / scale, 2e-3);

            double[] Shifted(double step) => Differentiate.Gradient(random.Build, [.. random.Leaves.Select(leaf => leaf + step)]);
        },
        iter: 300);

    [Fact]
    public void Gradients_record_on_a_tape() => RandomGraph.Gen.Sample(
        random =>
        {
            int n = random.Leaves.Length;
            var tape = Tape.Record(n, x => Differentiate.Gradient(random.Build(x), x));
            double[] recorded = new double[n];
            tape.Evaluate(random.Leaves, recorded);
            double[] gradient = Differentiate.Gradient(random.Build, random.Leaves);
            double scale = 1 + gradient.Max(Math.Abs);
            for (int i = 0; i < n; i++) (recorded[i] / scale).ShouldBeNear(gradient[i] / scale, 1e-10);
        },
        iter: 100);
}
