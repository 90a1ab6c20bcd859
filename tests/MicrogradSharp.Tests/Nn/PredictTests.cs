using CsCheck;
using MicrogradSharp.Nn;
using MicrogradSharp.Tests.Contracts;
using MicrogradSharp.Tests.Tapes;

namespace MicrogradSharp.Tests.Nn;

public sealed class PredictTests
{
    private readonly MLP _model = new(2, [16, 16, 3], random: new Random(1337));

    private static readonly Gen<(int Inputs, int[] Sizes, Activation Activation, int Seed, int Count)> s_networks = Gen.Select(
        Gen.Int[1, 5], Gen.Int[1, 6].Array[1, 4], Gen.OneOf(Activation.All.ToArray()), Gen.Int, Gen.Int[1, 20]);

    [Fact]
    public void The_numbers_are_those_of_forward() => s_networks.Sample(
        (inputs, sizes, activation, seed, count) =>
        {
            var random = new Random(seed);
            var model = new MLP(inputs, sizes, random, activation, Initializer.XavierUniform);
            double[] rows = [.. Enumerable.Range(0, count * inputs).Select(_ => 2 * random.NextDouble() - 1)];
            double[] outputs = new double[count * sizes[^1]];
            model.Predict(rows, outputs);
            for (int r = 0; r < count; r++)
            {
                double[] row = rows[(r * inputs)..((r + 1) * inputs)];
                double[] expected = [.. model.Forward([.. row.Select(number => (Node)number)]).Select(node => node.Data)];
                model.Predict(row)
                    .Should().Equal(outputs[(r * sizes[^1])..((r + 1) * sizes[^1])], (one, many) => Near.IsNear(one, many, 1e-13));
                for (int k = 0; k < expected.Length; k++) outputs[r * sizes[^1] + k].ShouldBeNear(expected[k], 1e-13);
            }
        },
        iter: 200);

    [Fact]
    public void The_bits_are_those_of_a_tape_where_the_activation_depends_on_its_input()
    {
        Node slope = 0.3;
        Activation[] own =
        [
            new("composite", x => x * x.Sigmoid() + 0.1 * x),
            new("with a parameter", x => Node.Max(x, slope * x)),
            new("constant", x => 0.5),
            new("parameter", x => slope),
            new("own rule", x => Node.From(new Softsign(), x)),
            new("own foreign rule", x => Node.From(new Twice(), x)),
            new("two of one", x => x.Tanh().Tanh()),
        ];
        foreach (var activation in Activation.All.Concat(own))
        {
            var random = new Random(5);
            var model = new MLP(3, [9, 4, 2], random, activation, Initializer.XavierUniform);
            var tape = Tape.Record(3, row => model.Forward(row));
            foreach (int count in (int[])[1, 7, 8, 128, 129, 300])
            {
                double[] rows = [.. Enumerable.Range(0, 3 * count).Select(_ => 2 * random.NextDouble() - 1)];
                double[] outputs = new double[2 * count], expected = new double[2 * count];
                if (count == 7) rows[4] = double.PositiveInfinity;
                model.Predict(rows, outputs);
                tape.Evaluate(rows, expected);
                // a tape adds up uniform terms in another order
                bool isUniform = activation.Name is "constant" or "parameter";
                if (isUniform) outputs.Should().Equal(expected, (one, other) => Near.IsNear(one, other, 1e-13));
                else outputs.Should().Equal(expected, $"{activation} on {count} rows");
            }
        }
    }

    [Fact]
    public void A_parameter_of_an_activation_is_read_anew()
    {
        Node slope = 0.3;
        var model = new MLP(1, [1, 1], activation: new Activation("prelu", x => Node.Where(x, x, slope * x)));
        foreach (var parameter in model.Parameters) parameter.Data = 1;
        model.Predict([-3])[0].ShouldBeNear(0.4, 1e-13);
        slope.Data = 0.5;
        model.Predict([-3])[0].ShouldBeNear(0, 1e-13);
    }

    [Fact]
    public void The_first_call_makes_no_node_for_a_weight()
    {
        var model = new MLP(400, [400, 400], random: new Random(1));
        double[] row = new double[400];
        long before = GC.GetAllocatedBytesForCurrentThread();
        model.Predict(row);
        long bytes = GC.GetAllocatedBytesForCurrentThread() - before;
        (bytes / model.ParameterCount).Should().BeLessThan(32, "a reference and a number for each, and what 400 activations take");
    }

    [Fact]
    public void An_activation_is_called_once_for_each_neuron()
    {
        int calls = 0;
        var model = new MLP(2, [3, 4, 1], activation: new Activation("counted", x =>
        {
            calls++;
            return x.Tanh();
        }));
        model.Predict([1, 2]);
        model.Predict([1, 2]);
        calls.Should().Be(7);
    }

    [Fact]
    public void Neurons_may_get_different_nodes_from_one_activation()
    {
        int calls = 0;
        var moody = new Activation("moody", x => (calls++ % 4) switch { 0 => x.Tanh(), 1 => x.Sin(), 2 => x, _ => 1.0 });
        var model = new MLP(2, [4, 1], activation: moody);
        double predicted = model.Predict([1, 2])[0];
        predicted.ShouldBeNear(model.Forward(1, 2)[0].Data, 1e-13);
    }

    [Fact]
    public void Activations_of_many_nodes_fit_into_their_blocks()
    {
        var model = new MLP(1, [300, 1], random: new Random(3), activation: new Activation("long", x =>
        {
            for (int i = 0; i < 40; i++) x = x.Sin() + 0.5;
            return x;
        }));
        double[] rows = [.. Enumerable.Range(0, 100).Select(i => Math.Sin(i))], outputs = new double[100];
        model.Predict(rows, outputs);
        for (int r = 0; r < rows.Length; r++) outputs[r].ShouldBeNear(model.Forward(rows[r])[0].Data, 1e-13);
    }

    [Fact]
    public void Rows_and_outputs_may_overlap()
    {
        var model = new MLP(1, [4, 2], random: new Random(3));
        double[] rows = [.. Enumerable.Range(0, 500).Select(i => Math.Sin(i))], expected = new double[1000], memory = new double[1400];
        model.Predict(rows, expected);
        rows.CopyTo(memory, 300);
        model.Predict(memory.AsSpan(300, 500), memory.AsSpan(0, 1000));
        memory[..1000].Should().Equal(expected);
    }

    [Fact]
    public void It_follows_the_parameters()
    {
        double before = _model.Predict([0.3, 0.4])[0];
        _model.Layers[^1].Neurons[0].Bias.Data += 5;
        _model.Predict([0.3, 0.4])[0].ShouldBeNear(before + 5, 1e-13);
    }

    [Fact]
    public void Nothing_is_allocated_but_the_result()
    {
        double[] row = [0.3, 0.4], rows = new double[200], outputs = new double[300];
        _model.Predict(row);
        _model.Predict(rows, outputs);
        Allocated.By(() => _model.Predict(rows, outputs)).Should().Be(0);
        Allocated.By(() => _model.Predict(row)).Should().Be(3 * sizeof(double) + 24, "an array of 3 numbers");
    }

    [Fact]
    public void Threads_that_start_together_get_the_same_bits()
    {
        for (int round = 0; round < 20; round++)
        {
            var model = new MLP(2, [16, 16, 1], random: new Random(round));
            double[] results = new double[8];
            using var start = new Barrier(results.Length);
            Thread[] threads = [.. Enumerable.Range(0, results.Length).Select(i => new Thread(() =>
            {
                start.SignalAndWait();
                results[i] = model.Predict([0.3, 0.4])[0];
            }))];
            foreach (var thread in threads) thread.Start();
            foreach (var thread in threads) thread.Join();
            results.Should().OnlyContain(result => result == model.Predict(new[] { 0.3, 0.4 })[0]).And.NotContain(0);
        }
    }

    [Fact]
    public void Many_rows_run_on_several_threads_and_get_the_bits_of_few()
    {
        Assert.SkipWhen(Environment.ProcessorCount < 2, "One processor: the library uses one thread.");
        var rule = new Meeting();
        var model = new MLP(60, [60, 3], activation: new Activation("meeting", x => Node.From(rule, x.Tanh())), random: new Random(5));
        double[] rows = [.. Enumerable.Range(0, 60 * 4_001).Select(i => Math.Sin(i))], outputs = new double[3 * 4_001], few = new double[3];
        model.Predict(rows, outputs);
        rule.HaveMet.Should().BeTrue("two threads must be in the activation at the same time");
        for (int row = 0; row < 4_001; row += 77)
        {
            model.Predict(rows.AsSpan(60 * row, 60), few);
            outputs.AsSpan(3 * row, 3).SequenceEqual(few).Should().BeTrue($"row {row}");
        }
    }

    [Fact]
    public void Inside_a_recording_it_says_to_use_forward_and_works_afterwards()
    {
        Action record = () => Tape.Record(2, row => row[0] * _model.Predict([0.3, 0.4])[0]);
        const string Message =
            "Predict cannot run inside a recording: its numbers would be frozen into the tape. Use Forward, which records.";
        record.Should().Throw<InvalidOperationException>().WithMessage(Message);
        _model.Predict([0.3, 0.4]).Should().HaveCount(3);
        record.Should().Throw<InvalidOperationException>().WithMessage(Message, "also when its own tape is there");
        _model.Predict([0.3, 0.4]).Should().HaveCount(3);
    }

    [Fact]
    public void A_recording_that_fails_is_tried_again()
    {
        bool fails = true;
        var model = new MLP(
            1, [1, 1], activation: new Activation("moody", x => fails ? throw new TimeoutException("not today") : x.Tanh()));
        ((Action)(() => model.Predict([1]))).Should().Throw<TimeoutException>();
        fails = false;
        model.Predict([1])[0].ShouldBeNear(model.Forward(1.0)[0].Data, 1e-13);
    }

    [Fact]
    public void Wrong_lengths_are_named()
    {
        (_model.InputCount, _model.OutputCount).Should().Be((2, 3));
        ((Action)(() => _model.Predict([1, 2, 3, 4])))
            .Should().Throw<ArgumentException>().WithMessage("inputs must hold 2 numbers, one for each input of the network, but held 4.*");
        ((Action)(() => _model.Predict([])))
            .Should().Throw<ArgumentException>().WithMessage("inputs must hold 2 numbers, one for each input of the network, but held 0.*");
        ((Action)(() => _model.Predict([1, 2, 3], new double[9])))
            .Should().Throw<ArgumentException>().WithMessage("rows must hold whole rows of 2 numbers, but held 3 numbers.*");
        ((Action)(() => _model.Predict([], new double[9])))
            .Should().Throw<ArgumentException>().WithMessage("rows must hold at least 1 row of 2 numbers, but was empty.*");
        ((Action)(() => _model.Predict([1, 2, 3, 4], new double[5])))
            .Should().Throw<ArgumentException>()
            .WithMessage("outputs must hold 6 numbers, 3 for each row (2 rows of 2 inputs), but held 5.*");
        ((Action)(() => _model.Predict([1, 2, 3, 4], new double[7])))
            .Should().Throw<ArgumentException>()
            .WithMessage("outputs must hold 6 numbers, 3 for each row (2 rows of 2 inputs), but held 7.*");
        ((Action)(() => _model.Predict([1, 2, 3, 4, 5, 6], new double[6])))
            .Should().Throw<ArgumentException>("two rows with a label are not three rows")
            .WithMessage("outputs must hold 9 numbers, 3 for each row (3 rows of 2 inputs), but held 6.*");
    }

    private sealed class Softsign : UnaryExpr
    {
        public override string Symbol => "softsign";

        protected override double Evaluate(double x) => x / (1 + Math.Abs(x));

        protected override double Slope(double x, double y) => 1 / ((1 + Math.Abs(x)) * (1 + Math.Abs(x)));
    }

    private sealed class Twice : IBackward
    {
        public string Symbol => "twice";

        public double Forward(Value output) => 2 * output.Inputs[0].Data;

        public void Backward(Value output) => output.Inputs[0].Grad += 2 * output.Grad;
    }
}
