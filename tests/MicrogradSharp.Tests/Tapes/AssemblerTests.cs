using MicrogradSharp.Nn;
using MicrogradSharp.Tapes.Instructions;
using MicrogradSharp.Tapes.Program;
using MicrogradSharp.Tapes.Recording;
using MicrogradSharp.Tapes.Rewriting;
using MicrogradSharp.Tests.Operators;

namespace MicrogradSharp.Tests.Tapes;

public sealed class AssemblerTests
{
    [Fact]
    public void The_neurons_of_a_layer_become_one_instruction()
    {
        var model = new MLP(3, [4, 2], activation: Activation.Tanh);
        var program = Assemble(3, row => model.Forward(row));
        program.Varying.Select(instruction => (instruction.Symbol, instruction.Count))
            .Should().Equal(("dense", 4), ("tanh in place", 4), ("dense", 2));
        program.Varying[0].Operands.Should().ContainSingle().Which.Slots.ToArray().Should().Equal(0, 1, 2);
        program.Outputs.Should().OnlyContain(output => output.IsVarying).And.HaveCount(2);
        program.Varying.Should().OnlyContain(instruction => instruction.NeedsGradient);
    }

    [Fact]
    public void An_activation_runs_in_place_only_where_nobody_else_reads_what_it_overwrites()
    {
        Node w = 2.0;
        Symbols(row => (w * row[0]).Tanh()).Should().Equal("scale", "tanh in place");
        Symbols(row => (w * row[0]).Sin()).Should().Equal(["scale", "sin"], "its slope needs the input");
        Symbols(row => row[0].Tanh()).Should().Equal(["tanh"], "a column stays");
        Symbols(row => row[0].Sin().Tanh()).Should().Equal(["sin", "tanh"], "other operators need their own value for their slope");
        var shared = Symbols(row =>
        {
            var z = w * row[0];
            return z.Tanh() * z;
        });
        shared.Should().Equal("scale", "tanh", "*");

        static IEnumerable<string> Symbols(Func<ReadOnlySpan<Node>, Node> function) =>
            Assemble(1, function).Varying.Select(instruction => instruction.Symbol);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void A_users_activation_whose_slope_follows_from_its_value_runs_in_place(bool stops)
    {
        var clamp = new Clamp(stops);
        Node w = 2.0, b = 0.5, v = 3.0;
        Node Layer(Node x) => Node.From(clamp, w * x + b) * v;
        var program = Assemble(1, row => Layer(row[0]));
        program.Varying.Select(instruction => instruction.Symbol).Should().Equal("scale", "clamp in place", "scale");
        foreach (double x in (double[])[0.1, -3, 5])
        {
            foreach (double factor in (double[])[3, double.PositiveInfinity])
            {
                v.Data = factor;
                double[] recorded = Gradients(() => Tape.Record(1, row => Layer(row[0])).Backward([x]));
                recorded.Should().Equal(Gradients(() => Layer(x).Backward()), $"x is {x}, and the gradient from above {factor}");
            }
        }

        double[] Gradients(Action backward)
        {
            (w.Grad, b.Grad, v.Grad) = (0, 0, 0);
            backward();
            return [w.Grad, b.Grad, v.Grad];
        }
    }

    [Fact]
    public void The_targets_that_are_subtracted_do_not_part_the_neurons_of_a_layer()
    {
        var model = new MLP(3, [4]);
        var program = Assemble(7, row =>
        {
            var errors = new Node[4];
            var outputs = model.Forward(row[..3]);
            for (int i = 0; i < 4; i++) errors[i] = outputs[i] - row[3 + i];
            return errors;
        });
        program.Varying.Select(instruction => (instruction.Symbol, instruction.Count)).Should().Equal(("dense", 4), ("-", 4));
    }

    [Fact]
    public void Independent_operators_of_a_kind_become_one_instruction_and_dependent_ones_do_not()
    {
        var program = Assemble(2, row => [row[0].Tanh().Tanh(), row[1].Tanh()]);
        program.Varying.Select(instruction => (instruction.Symbol, instruction.Count)).Should().Equal(("tanh", 2), ("tanh", 1));
    }

    [Fact]
    public void Affine_terms_are_one_instruction_if_they_share_their_values_or_their_weights_or_have_one_value_each()
    {
        Node w = 2.0, v = 3.0, u = 4.0;
        Assemble(2, row => [row[0] * w, row[0] * 3]).Varying.Should().ContainSingle().Which.Symbol.Should().Be("dense");
        Assemble(2, row => [row[0] * w, row[1] * 3]).Varying.Should().ContainSingle().Which.Symbol.Should().Be("scale");
        var shared = Assemble(4, row => [row[0] * w + row[1] * v, row[2] * w + row[3] * v]);
        shared.Varying.Should().ContainSingle().Which.Should().BeOfType<DenseInstruction>().Which.Shape.Should().Be((1, 2));
        Assemble(4, row => [row[0] * w + row[1] * v, row[2] * w + row[3] * 4]).Varying.Should().HaveCount(2);
        Assemble(4, row => [row[0] * w + row[1] * v, row[2] * v + row[3] * w]).Varying.Should().HaveCount(2, "the order is part of a sum");
        Assemble(4, row => [row[0] * w + row[1] * v + u, u + row[2] * w + row[3] * v]).Varying.Should().HaveCount(2, "or of the bias");
    }

    [Fact]
    public void The_outputs_of_a_matrix_of_several_positions_are_in_the_order_of_reading()
    {
        Node w = 2.0, v = 3.0;
        Node Position(Node x, Node y)
        {
            Node first = (w * x + v * y).Tanh(), second = (v * x + w * y).Tanh();
            return w * second + v * first;
        }
        var program = Assemble(4, row => [Position(row[0], row[1]), Position(row[2], row[3])]);
        program.Varying.Select(instruction => instruction.Symbol).Should().Equal("dense", "tanh in place", "dense");
        Operand.IsRun(program.Varying[^1].Operands[0].Slots).Should().BeTrue("nothing is copied");
    }

    [Fact]
    public void Only_columns_in_use_have_slots()
    {
        var program = Assemble(5, row => row[3] - row[1]);
        program.UsedColumns.Should().Equal(1, 3);
        program.Columns.Should().Be(5);
    }

    [Fact]
    public void What_does_not_depend_on_parameters_does_not_run_backward()
    {
        Node w = 2.0;
        var program = Assemble(1, row => w * row[0].Exp().Tanh());
        program.Varying.Select(instruction => instruction.NeedsGradient).Should().Equal(false, false, true);
        program.Varying[^1].Operands[0].WantsGradient.Should().BeFalse();
    }

    [Fact]
    public void Operators_and_their_order_are_the_same_from_one_recording_to_the_next()
    {
        var model = TapeTrainingTests.Model();
        TapeTrainingTests.Record(model).ToString().Should().Be(TapeTrainingTests.Record(model).ToString());
    }

    [Fact]
    public void The_listing_shows_what_is_fused_and_what_is_computed_once_a_pass()
    {
        string[] lines = TapeTrainingTests.Record(TapeTrainingTests.Model()).ToString().Split('\n');
        lines[0].Should().Be("Tape of 3 columns, 337 parameters, 1 output");
        int blocks = Array.FindIndex(lines, line => line.StartsWith("for blocks of up to ", StringComparison.Ordinal));
        string[] once = lines[..blocks], rows = lines[blocks..];
        once.Should().ContainSingle(line => line.Contains(" = parameters")).And.ContainSingle(line => line.Contains(" = sum ("))
            .And.Contain(line => line.Contains(" = * ("));
        rows.Should().NotContain(line => line.Contains("sum"));
        rows.Should().ContainSingle(line => line.Contains("dense 16 × 2 (")).And.ContainSingle(line => line.Contains("dense 16 × 16 ("))
            .And.ContainSingle(line => line.Contains("dense 1 × 16 ("));
        rows.Count(line => line.Contains("relu")).Should().Be(3);
        rows.Should().ContainSingle(line => line.Contains("column 2"))
            .And.ContainSingle(line => line.StartsWith("returns r", StringComparison.Ordinal));
    }

    [Fact]
    public void The_demo_is_a_short_list_of_instructions()
    {
        string[] lines = TapeTrainingTests.Record(TapeTrainingTests.Model(Summation.Chained)).ToString().Split('\n');
        lines.Length.Should().BeLessThan(30);
        lines.Should().ContainSingle(line => line.Contains("dense 16 × 16 ("));
    }

    [Fact]
    public void The_listing_names_a_users_operator_and_uniform_outputs()
    {
        Node w = 2.0;
        string listing = Tape.Record(1, row => [Node.From(new Doubled(), row[0] * w), w * w, 7.5]).ToString();
        listing.Should().Contain(" = doubled (").And.Contain(" = 7.5").And.MatchRegex(@"returns r\d+, u\d+, u\d+");
        listing.Should().StartWith("Tape of 1 column, 1 parameter, 3 outputs");
    }

    [Fact]
    public void An_instruction_reserves_the_scratch_that_it_uses_and_no_more()
    {
        Written(row => Node.From(new ScaledDifference(), row[0], row[1], row[0]))
            .Should().Be(0, "the numbers of a foreign rule go through a node");
        Written(row => row[0].Sin()).Should().Be(1, "its slopes");
        Written(row => row[0] / row[1]).Should().Be(2, "its slopes");

        static int Written(Func<ReadOnlySpan<Node>, Node> function)
        {
            var program = Assemble(2, function);
            int reserved = program.Varying.Max(instruction => instruction.ScratchSlots);
            var frame = program.MakeBlockFrame();
            var scratch = frame.Scratch;
            var numbers = scratch.Take(reserved);
            numbers.Fill(-7);
            foreach (var instruction in program.Varying) instruction.Forward(frame);
            foreach (var instruction in program.Varying.Reverse()) instruction.Backward(frame);
            int written = numbers.LastIndexOfAnyExcept(-7.0) / frame.Lanes + (numbers.ContainsAnyExcept(-7.0) ? 1 : 0);
            written.Should().Be(reserved);
            return written;
        }
    }

    private static TapeProgram Assemble(int columns, Func<ReadOnlySpan<Node>, Node> function) => Assemble(columns, row => [function(row)]);

    private static TapeProgram Assemble(int columns, Func<ReadOnlySpan<Node>, Node[]> function)
    {
        var recorded = Passes.Run(Lowering.Record(columns, function, out var parameters));
        return Assembler.Assemble(recorded, columns, parameters.Length);
    }

    private sealed class Doubled : UnaryExpr
    {
        public override string Symbol => "doubled";

        protected override double Evaluate(double x) => 2 * x;

        protected override double Slope(double x, double y) => 2;
    }

    private sealed class Clamp(bool stops) : UnaryExpr
    {
        public override string Symbol => "clamp";

        public override bool ZeroSlopeStopsGradient => stops;

        public override bool SlopeFollowsFromValue => true;

        protected override double Evaluate(double x) => Math.Clamp(x, -1, 1);

        protected override double Slope(double x, double y) => Math.Abs(y) < 1 ? 1 : 0;
    }
}
