using CsCheck;
using MicrogradSharp.Tests.Contracts;

namespace MicrogradSharp.Tests.Properties;

public sealed class RandomGraphTests
{
    [Fact]
    public void Eager_and_retained_give_the_same_bits() => RandomGraph.Gen.Sample(
        random =>
        {
            var eager = RandomGraph.MakeLeaves(random.Leaves);
            var y = random.Build(eager);
            y.Backward();

            var retained = RandomGraph.MakeLeaves([.. random.Leaves.Select(_ => 0.1)]);
            var graph = new Graph(random.Build(retained));
            for (int i = 0; i < retained.Length; i++) retained[i].Data = random.Leaves[i];
            graph.Forward().Should().Be(y.Data);
            graph.Backward();
            retained.Select(leaf => leaf.Grad).Should().Equal(eager.Select(leaf => leaf.Grad));
        },
        iter: 500);

    [Fact]
    public void Gradients_are_linear_in_the_seed_and_add_up() => RandomGraph.Gen.Sample(
        random =>
        {
            var leaves = RandomGraph.MakeLeaves(random.Leaves);
            var y = random.Build(leaves);
            y.Backward();
            double[] once = [.. leaves.Select(leaf => leaf.Grad)];
            y.Backward(seed: 2);
            for (int i = 0; i < leaves.Length; i++) leaves[i].Grad.ShouldBeNear(3 * once[i], 1e-12);
        },
        iter: 500);

    [Fact]
    public void Gradients_agree_with_directional_differences() => RandomGraph.Gen.Sample(
        random =>
        {
            var leaves = RandomGraph.MakeLeaves(random.Leaves);
            var y = random.Build(leaves);
            y.Backward();
            const double Step = 1e-6;
            double here = y.Data, above = Shifted(random, Step), below = Shifted(random, -Step);
            double bend = Math.Abs(above - 2 * here + below) / Step;
            if (bend > 1e-3 * Math.Max(1, Math.Abs(above - below) / Step)) return;     // a kink within the step
            double slope = leaves.Sum(leaf => leaf.Grad);      // along (1, 1, …)
            double scale = Math.Max(1, leaves.Sum(leaf => Math.Abs(leaf.Grad)));
            ((above - below) / (2 * Step) / scale).ShouldBeNear(slope / scale, 1e-3);
        },
        iter: 500);

    private static double Shifted(RandomGraph random, double step) =>
        random.Build(RandomGraph.MakeLeaves([.. random.Leaves.Select(leaf => leaf + step)])).Data;
}
