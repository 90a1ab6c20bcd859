using CsCheck;
using MicrogradSharp.Tests.Contracts;
using MicrogradSharp.Tests.Properties;

namespace MicrogradSharp.Tests.Tapes;

public sealed class TapePropertyTests
{
    private static readonly Gen<(RandomGraph Graph, int Columns, int Seed)> s_gen = Gen.Select(
        RandomGraph.Gen, Gen.Int[0, 6], Gen.Int[0, 1_000_000]);

    [Theory]
    [InlineData(1, 200)]
    [InlineData(2, 200)]
    [InlineData(7, 100)]
    [InlineData(8, 100)]
    [InlineData(9, 100)]
    [InlineData(100, 60)]
    [InlineData(1000, 6)]
    public void Eager_retained_and_recorded_agree(int rows, int iterations) => s_gen.Sample(
        random =>
        {
            var split = new SplitGraph(random.Graph, random.Columns, random.Seed, rows);
            if (split.IsNearKink()) return;
            split.CheckRecorded();
        },
        iter: iterations);

    [Fact]
    public void Any_number_of_threads_gives_the_same_bits() => s_gen.Sample(
        random =>
        {
            var split = new SplitGraph(random.Graph, random.Columns, random.Seed, 3000 + random.Seed % 2001);
            var (mean, gradient) = split.Gradient(threads: 1);
            foreach (int threads in (int[])[2, 4])
            {
                var (otherMean, otherGradient) = split.Gradient(threads);
                BitConverter.DoubleToInt64Bits(otherMean).Should().Be(BitConverter.DoubleToInt64Bits(mean));
                otherGradient.Select(BitConverter.DoubleToInt64Bits).Should().Equal(gradient.Select(BitConverter.DoubleToInt64Bits));
            }
        },
        iter: 20);

    [Fact]
    public void Sums_and_products_of_any_shape_agree() => Gen.Int[0, 1_000_000].Sample(
        seed =>
        {
            var random = new Random(seed);
            Node[] parameters = RandomGraph.MakeLeaves(Numbers(random, 3));
            EagerRows.Check(3, row => Expression(new Random(seed), [.. row, .. parameters], depth: 5), Numbers(random, 27));
        },
        iter: 500);

    /// <summary>Trees of sums, differences and products, which the fusion of sums of products may change.</summary>
    private static Node Expression(Random random, Node[] leaves, int depth)
    {
        if (depth == 0 || random.Next(6) == 0) return random.Next(5) == 0 ? random.NextDouble() : leaves[random.Next(leaves.Length)];
        return random.Next(8) switch
        {
            0 => -Next(),
            1 => Next() - Next(),
            2 => Next() + Next(),
            3 => Node.Sum(Next(), Next(), Next()),
            4 => Node.Dot([Next(), Next()], [Next(), Next()]),
            5 => Next().Tanh(),
            _ => Next() * Next(),
        };

        Node Next() => Expression(random, leaves, depth - 1);
    }

    private static double[] Numbers(Random random, int count) => [.. Enumerable.Range(0, count).Select(_ => 2 * random.NextDouble() - 1)];

    /// <summary>A random graph. Its first leaves are columns, and the others are parameters.</summary>
    private sealed class SplitGraph
    {
        private readonly RandomGraph _graph;
        private readonly Node[] _parameters;
        private readonly int _columns;
        private readonly double[] _rows;

        public SplitGraph(RandomGraph graph, int columns, int seed, int rows)
        {
            _graph = graph;
            _columns = Math.Min(columns, graph.Leaves.Length);
            _parameters = RandomGraph.MakeLeaves(graph.Leaves[_columns..]);
            var random = new Random(seed);
            _rows = [.. Enumerable.Range(0, rows * Width).Select(_ => 4 * random.NextDouble() - 2)];
        }

        /// <summary>A graph without columns gets one that it does not use.</summary>
        private int Width => Math.Max(1, _columns);

        public (double Mean, double[] Gradient) Gradient(int threads)
        {
            var tape = Tape.Record(Width, Build, new TapeOptions { MaxDegreeOfParallelism = threads });
            double[] gradient = new double[tape.Parameters.Count];
            return (tape.Gradient(_rows, gradient), gradient);
        }

        /// <summary>Whether a slope jumps within a step of the size of rounding errors.</summary>
        public bool IsNearKink()
        {
            var here = Retained(0);
            foreach (double step in (double[])[1e-10, -1e-10])
            {
                var there = Retained(step);
                if (here.Zip(there).Any(pair => !Near.IsNear(pair.Second, pair.First, 1e-5))) return true;
            }
            return false;
        }

        public void CheckRecorded()
        {
            Retained(0).Should().Equal(Eager(), "eager and retained are the same operations");
            var tape = Tape.Record(Width, Build);
            new EagerRows(Width, row => [Build(row)], _rows, tape.Parameters).Check(tape);
        }

        private Node Build(ReadOnlySpan<Node> row) => _graph.Build([.. row[.._columns], .. _parameters]);

        /// <summary>Returns the gradient of every leaf, for the first rows.</summary>
        private double[] Retained(double step)
        {
            var leaves = RandomGraph.MakeLeaves(_graph.Leaves);
            var graph = new Graph(_graph.Build(leaves));
            var gradients = new List<double>();
            for (int start = 0; start < _rows.Length; start += Width)
            {
                for (int i = 0; i < leaves.Length; i++) leaves[i].Data = (i < _columns ? _rows[start + i] : _graph.Leaves[i]) + step;
                graph.Forward();
                graph.ZeroGrad();
                graph.Backward();
                gradients.AddRange(leaves.Select(leaf => leaf.Grad));
            }
            return [.. gradients];
        }

        private double[] Eager()
        {
            var gradients = new List<double>();
            for (int start = 0; start < _rows.Length; start += Width)
            {
                var leaves = RandomGraph.MakeLeaves([.. _rows[start..(start + _columns)], .. _graph.Leaves[_columns..]]);
                _graph.Build(leaves).Backward();
                gradients.AddRange(leaves.Select(leaf => leaf.Grad));
            }
            return [.. gradients];
        }
    }
}
