using CsCheck;
using MicrogradSharp.Nn;
using MicrogradSharp.Tests.Contracts;

namespace MicrogradSharp.Tests.Nn;

public sealed class PredictTests
{
    private readonly MLP _model = new(2, [16, 16, 3], random: new Random(1337));

    [Fact]
    public void The_numbers_are_those_of_forward() => Gen.Select(Gen.Int[1, 5], Gen.Int[1, 6].Array[1, 4], Gen.OneOf(Activation.All.ToArray()), Gen.Int, Gen.Int[1, 20]).Sample(
        (inputs, sizes, activation, seed, count) =>
        {
            var random = new Random(seed);
            var model = new MLP(inputs, sizes, random, activation, Initializer.XavierUniform);
            double[] rows = [.. Enumerable.Range(0, count * inputs).Select(_ => 2 * random.NextDouble() - 1)], outputs = new double[count * sizes[^1]];
            model.Predict(rows, outputs);
            for (int r = 0; r < count; r++)
            {
                double[] row = rows[(r * inputs)..((r + 1) * inputs)];
                double[] expected = [.. model.Forward([.. row.Select(number => (Node)number)]).Select(node => node.Data)];
                model.Predict(row).Should().Equal(outputs[(r * sizes[^1])..((r + 1) * sizes[^1])], (one, many) => Near.IsNear(one, many, 1e-13));
                for (int k = 0; k < expected.Length; k++) outputs[r * sizes[^1] + k].ShouldBeNear(expected[k], 1e-13);
            }
        },
        iter: 200);

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
        long before = GC.GetAllocatedBytesForCurrentThread();
        for (int i = 0; i < 10; i++) _model.Predict(rows, outputs);
        (GC.GetAllocatedBytesForCurrentThread() - before).Should().Be(0);
        before = GC.GetAllocatedBytesForCurrentThread();
        _model.Predict(row);
        (GC.GetAllocatedBytesForCurrentThread() - before).Should().Be(3 * sizeof(double) + 24, "an array of 3 numbers");
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
    public void Inside_a_recording_it_says_to_use_forward_and_works_afterwards()
    {
        Action record = () => Tape.Record(2, row => row[0] * _model.Predict([0.3, 0.4])[0]);
        const string Message = "Predict cannot run inside a recording: its numbers would be frozen into the tape. Use Forward, which records.";
        record.Should().Throw<InvalidOperationException>().WithMessage(Message);
        _model.Predict([0.3, 0.4]).Should().HaveCount(3);
        record.Should().Throw<InvalidOperationException>().WithMessage(Message, "also when its own tape is there");
        _model.Predict([0.3, 0.4]).Should().HaveCount(3);
    }

    [Fact]
    public void A_recording_that_fails_is_tried_again()
    {
        bool fails = true;
        var model = new MLP(1, [1, 1], activation: new Activation("moody", x => fails ? throw new TimeoutException("not today") : x.Tanh()));
        ((Action)(() => model.Predict([1]))).Should().Throw<TimeoutException>();
        fails = false;
        model.Predict([1])[0].ShouldBeNear(model.Forward(1.0)[0].Data, 1e-13);
    }

    [Fact]
    public void Wrong_lengths_are_named()
    {
        (_model.InputCount, _model.OutputCount).Should().Be((2, 3));
        ((Action)(() => _model.Predict([1, 2, 3, 4]))).Should().Throw<ArgumentException>().WithMessage("inputs must be 2 in number, one for each input of the network, but were 4.*");
        ((Action)(() => _model.Predict([]))).Should().Throw<ArgumentException>().WithMessage("inputs must be 2 in number, one for each input of the network, but were 0.*");
        ((Action)(() => _model.Predict([1, 2, 3], new double[9]))).Should().Throw<ArgumentException>().WithMessage("rows must hold whole rows of 2 numbers, but held 3 numbers.*");
        ((Action)(() => _model.Predict([], new double[9]))).Should().Throw<ArgumentException>().WithMessage("rows must hold at least 1 row of 2 numbers, but was empty.*");
        ((Action)(() => _model.Predict([1, 2, 3, 4], new double[5]))).Should().Throw<ArgumentException>().WithMessage("outputs must be 6 in number, 3 for each of 2 rows of 2 inputs, but were 5.*");
        ((Action)(() => _model.Predict([1, 2, 3, 4], new double[7]))).Should().Throw<ArgumentException>().WithMessage("outputs must be 6 in number, 3 for each of 2 rows of 2 inputs, but were 7.*");
        ((Action)(() => _model.Predict([1, 2, 3, 4, 5, 6], new double[6]))).Should().Throw<ArgumentException>("two rows with a label are not three rows")
            .WithMessage("outputs must be 9 in number, 3 for each of 3 rows of 2 inputs, but were 6.*");
    }
}
