using CsCheck;
using MicrogradSharp.Tapes.Instructions;
using MicrogradSharp.Tapes.Program;
using MicrogradSharp.Tapes.Recording;
using MicrogradSharp.Tapes.Rewriting;
using MicrogradSharp.Tests.Contracts;

namespace MicrogradSharp.Tests.Tapes;

/// <summary>Functions that use the same weights at several positions, and look rows of tables up, as models of sequences do.</summary>
public sealed class PositionsTests
{
    private const int Vocabulary = 5, Width = 3, Block = 4;

    private static readonly int[] s_rowCounts = [1, 2, 7, 8, 9, 33, 130];

    [Fact]
    public void The_same_weights_at_several_positions_are_one_matrix()
    {
        var program = Assemble(1 + Block + 1, new Model(1).Loss);
        var matrices = program.Varying.OfType<DenseInstruction>().Where(dense => dense.Count > dense.Shape.Outputs).ToArray();
        matrices.Select(dense => (dense.Shape, dense.Count)).Should().Equal(
            ((3 * Width, Width), 3 * Width * Block), ((Width, Width), Width * Block), ((Vocabulary, Width), Vocabulary * Block));
        program.Varying.OfType<LookupInstruction>().Should().ContainSingle().Which.Count.Should().Be(Width * Block);
        program.PackedSources.Length.Should().BeLessThan(program.Parameters * 2, "tables and weights are packed once");
        program.Varying.OfType<BroadcastInstruction>().Sum(broadcast => broadcast.Count).Should().BeLessThan(4, "tables are not repeated");
    }

    [Fact]
    public void A_tape_agrees_with_graphs_for_any_number_of_rows() => Gen.Int.Sample(
        seed =>
        {
            var model = new Model(seed);
            var random = new Random(seed);
            foreach (int count in s_rowCounts) EagerRows.Check(1 + Block + 1, model.Loss, Rows(random, count));
        },
        iter: 20,
        threads: 1);

    [Fact]
    public void A_row_has_the_same_bits_alone_and_among_others()
    {
        var tape = Tape.Record(1 + Block + 1, new Model(3).Loss);
        double[] rows = Rows(new Random(1), 100), losses = tape.Evaluate(rows), alone = new double[1];
        for (int row = 0; row < 100; row++)
        {
            tape.Evaluate(rows.AsSpan(row * tape.Columns, tape.Columns), alone);
            BitConverter.DoubleToInt64Bits(alone[0]).Should().Be(BitConverter.DoubleToInt64Bits(losses[row]), $"row {row}");
        }
    }

    [Fact]
    public void Any_number_of_threads_gives_the_same_bits()
    {
        var model = new Model(5);
        double[] rows = Rows(new Random(2), 1000);
        var gradients = new List<double[]>();
        foreach (int threads in (int[])[1, 2, 3, 7])
        {
            var tape = Tape.Record(1 + Block + 1, model.Loss, new TapeOptions { MaxDegreeOfParallelism = threads });
            double[] gradient = new double[tape.Parameters.Count];
            tape.Gradient(rows, gradient);
            gradients.Add(gradient);
        }
        foreach (double[] gradient in gradients[1..]) gradient.Should().Equal(gradients[0]);
    }

    [Fact]
    public void A_position_behind_the_end_adds_exactly_nothing_even_if_it_is_not_finite()
    {
        var model = new Model(7);
        var tape = Tape.Record(1 + Block + 1, model.Loss);
        double[] short3 = [2, 1, 0, 3, 0, 0], other = [2, 1, 0, 3, 4, 2];
        double[] gradient = new double[tape.Parameters.Count], otherGradient = new double[gradient.Length];
        tape.Gradient(short3, gradient);
        tape.Gradient(other, otherGradient);
        otherGradient.Should().Equal(gradient);

        model.Tokens[4][0].Value.Data = double.NaN;       // only the position behind the end looks it up
        double loss = tape.Gradient(other, otherGradient);
        loss.Should().Be(tape.Mean(short3));
        for (int i = 0; i < gradient.Length; i++) otherGradient[i].ShouldBeNear(gradient[i], 1e-15);
    }

    [Fact]
    public void Tables_may_be_shared_overlap_and_hold_constants()
    {
        Node[] w = [0.5, -1.0, 2.0, 0.25];
        Node constant = 3.0;
        Node Function(ReadOnlySpan<Node> row)
        {
            Node[] first = [w[0], w[1], w[2]], second = [w[2], constant, w[0]], squares = [w[3] * w[3], w[3], w[1]];
            return Node.Gather(row[0], first) * Node.Gather(row[1], first) + Node.Gather(row[1], second).Exp()
                + Node.Gather(row[0], squares) * row[2] + Node.Gather(row[1], Node.Gather(row[0], first), row[2], w[3]);
        }
        var random = new Random(4);
        foreach (int count in s_rowCounts)
        {
            var rows = Enumerable.Range(0, count).SelectMany(_ => (double[])[random.Next(3), random.Next(3), random.NextDouble()]);
            EagerRows.Check(3, Function, [.. rows]);
        }
    }

    [Fact]
    public void Lookups_of_several_levels_may_share_a_table()
    {
        Node[] table = [2.0, 0.5, -1.0], order = [1.0, 2.0, 0.0];
        foreach (int count in s_rowCounts)
        {
            EagerRows.Check(
                1,
                row => Node.Gather(row[0], table) * 10 + Node.Gather(Node.Gather(row[0], order), table),
                [.. Enumerable.Range(0, count).Select(r => r % 3)]);
        }
    }

    [Fact]
    public void An_index_that_depends_on_a_parameter_gets_no_gradient_from_a_lookup()
    {
        Node w = 1.0;
        Node[] table = [2.0, 0.5, -1.0];
        Node Function(ReadOnlySpan<Node> row)
        {
            Node index = w * row[0], other = w * row[1];
            return index.Sin() * Node.Gather(index, table) + Node.Gather(other.Abs(), table);
        }
        var tape = Tape.Record(2, Function);
        foreach (int count in s_rowCounts)      // one tape for all: gradients of an earlier pass must not be added
        {
            double[] rows = [.. Enumerable.Range(0, 2 * count).Select(i => i % 3)];
            new EagerRows(2, row => [Function(row)], rows, tape.Parameters).Check(tape);
        }
    }

    [Fact]
    public void Dot_products_of_varying_vectors_may_share_components_and_hold_data()
    {
        Node[] w = [0.5, -1.0, 2.0];
        Node[] Function(ReadOnlySpan<Node> row)
        {
            Node[] u = [(w[0] * row[0]).Tanh(), row[1].Sin(), w[1] * row[1]], v = [u[2], (w[2] + row[0]).Exp(), u[2]];
            Node[] data = [row[0], row[1], row[0]];
            return [Node.Dot(u, u), Node.Dot(u, v), Node.Dot(v, data), Node.Dot(v[..1], u[..1]), Node.Dot(u[1..2], u[1..2])];
        }
        var random = new Random(5);
        foreach (int count in s_rowCounts)
        {
            EagerRows.Check(2, Function, [.. Enumerable.Range(0, 2 * count).Select(_ => random.NextDouble() * 4 - 2)]);
        }
    }

    [Fact]
    public void A_dot_product_of_varying_vectors_keeps_the_sign_of_zero()
    {
        var tape = Tape.Record(2, row => [Node.Dot([row[0]], [row[1]]), Node.Dot([row[0], row[0]], [row[1], row[1]])]);
        foreach (double[] rows in (double[][])[[0, -1], [0, -1, -0.0, 3]])
        {
            tape.Evaluate(rows).Should().OnlyContain(product => product == 0 && double.IsNegative(product));
        }
    }

    [Fact]
    public void A_dot_product_whose_gradient_is_0_adds_exactly_nothing()
    {
        Node w = 1.0;
        var tape = Tape.Record(2, row => Node.Where(row[0], Node.Dot([w * row[1], row[1]], [row[1].Log(), w * row[1]]), w));
        double[] gradient = new double[1];
        tape.Gradient([1, 2, -1, 0, -1, -3], gradient).Should().BeApproximately((2 * Math.Log(2) + 4 + 1 + 1) / 3, 1e-15);
        gradient[0].Should().BeApproximately((2 * Math.Log(2) + 4 + 1 + 1) / 3, 1e-15);
    }

    [Fact]
    public void A_division_by_a_power_of_two_is_exact() => Gen.Select(Gen.Double, Gen.Int[-1022, 1022], Gen.Bool).Sample(
        (number, exponent, isNegative) =>
        {
            double divisor = Math.ScaleB(isNegative ? -1 : 1, exponent);
            var tape = Tape.Record(1, row => row[0] / divisor);
            BitConverter.DoubleToInt64Bits(tape.Evaluate([number])[0]).Should().Be(BitConverter.DoubleToInt64Bits(number / divisor));
        },
        iter: 2000);

    [Theory]
    [InlineData(0.0), InlineData(double.Epsilon), InlineData(3.0), InlineData(double.PositiveInfinity)]
    public void A_division_by_any_other_number_stays(double divisor)
    {
        var tape = Tape.Record(1, row => row[0] / divisor);
        foreach (double x in (double[])[1, -3, 0, 1e-320, 1e308, double.NaN]) tape.Evaluate([x])[0].Should().Be(x / divisor);
        Assemble(1, row => row[0] / divisor).Varying.Should().Contain(instruction => instruction.Symbol == "/");
    }

    private static TapeProgram Assemble(int columns, Func<ReadOnlySpan<Node>, Node> function)
    {
        var lowered = Lowering.Record(columns, row => [function(row)], out var parameters);
        return Assembler.Assemble(Passes.Run(lowered), columns, parameters.Length);
    }

    private static double[] Rows(Random random, int count) =>
        [.. Enumerable.Range(0, count).SelectMany(_ => Enumerable.Range(0, Block + 1).Select(_ => (double)random.Next(Vocabulary))
            .Prepend(random.Next(1, Block + 1)))];

    /// <summary>A small GPT: embeddings, attention to the positions before, and logits of the next token.</summary>
    private sealed class Model
    {
        private readonly Node[][] _query, _key, _value, _output, _head;

        public Model(int seed)
        {
            var random = new Random(seed);
            Node[][] Matrix(int rows) =>
                [.. Enumerable.Range(0, rows * Width).Select(_ => new Node(random.NextDouble() * 2 - 1)).Chunk(Width)];
            (Tokens, _query, _key, _value, _output, _head) =
                (Matrix(Vocabulary), Matrix(Width), Matrix(Width), Matrix(Width), Matrix(Width), Matrix(Vocabulary));
        }

        public Node[][] Tokens { get; }

        public Node Loss(ReadOnlySpan<Node> row)
        {
            List<Node[]> keys = [], values = [];
            var losses = new Node[Block];
            for (int p = 0; p < Block; p++)
            {
                var token = row[1 + p];
                Node[] x = [.. Enumerable.Range(0, Width).Select(i => Node.Gather(token, Array.ConvertAll(Tokens, t => t[i])))];
                var query = Linear(x, _query);
                keys.Add(Linear(x, _key));
                values.Add(Linear(x, _value));
                var weights = Node.Softmax([.. keys.Select(key => Node.Dot(query, key) / 2)]);
                Node[] seen = [.. Enumerable.Range(0, Width).Select(i => Node.Dot(weights, [.. values.Select(value => value[i])]))];
                var logits = Linear([.. Linear(seen, _output).Zip(x, (left, right) => left + right)], _head);
                losses[p] = Node.Where(row[0] - p, MicrogradSharp.Nn.Loss.CrossEntropy(logits, row[2 + p]), 0);
            }
            return Node.Sum(losses) / row[0];
        }

        private static Node[] Linear(Node[] x, Node[][] weights) => Array.ConvertAll(weights, row => Node.Dot(row, x));
    }
}
