using System.Collections.Concurrent;
using MicrogradSharp.Tests.Contracts;

namespace MicrogradSharp.Tests.Tapes;

public sealed class TapeThreadTests
{
    private const int Threads = 8;

    private readonly double[] _rows = TapeTrainingTests.Rows();

    public static TheoryData<int> MaxDegrees => [-1, 1, 2, 4];

    [Theory, MemberData(nameof(MaxDegrees))]
    public void Eight_threads_on_one_tape_get_the_same_bits(int maxDegree)
    {
        var tape = TapeTrainingTests.Record(TapeTrainingTests.Model(), new TapeOptions { MaxDegreeOfParallelism = maxDegree });
        double[] rows = Repeat(20);
        double[] expected = EveryPass(tape, rows);
        var results = new ConcurrentBag<double[]>();
        using var start = new Barrier(Threads);
        Thread[] threads = [.. Enumerable.Range(0, Threads).Select(_ => new Thread(() =>
        {
            start.SignalAndWait();
            for (int i = 0; i < 3; i++) results.Add(EveryPass(tape, rows));
        }))];
        foreach (var thread in threads) thread.Start();
        foreach (var thread in threads) thread.Join();
        results.Should().HaveCount(3 * Threads);
        foreach (double[] result in results)
        {
            result.AsSpan().SequenceEqual(expected).Should().BeTrue("every thread gets the bits of one alone");
        }
    }

    [Theory]
    [InlineData(100)]
    [InlineData(3_000)]
    [InlineData(100_000)]
    public void Any_number_of_threads_gives_the_bits_of_one(int rows)
    {
        var model = TapeTrainingTests.Model();
        double[] all = Repeat(rows / 100);
        double[]? expected = null;
        foreach (int threads in (int[])[1, 2, 3, 4, 7, 64, -1])
        {
            double[] gradient = new double[338];
            gradient[337] = TapeTrainingTests.Record(model, new TapeOptions { MaxDegreeOfParallelism = threads }).Gradient(all, gradient);
            expected ??= gradient;
            gradient.AsSpan().SequenceEqual(expected).Should().BeTrue($"{threads} threads must give the bits of one");
        }
    }

    [Theory]
    [InlineData(700)]
    [InlineData(5_003)]
    public void Every_pass_gives_the_bits_of_one_thread(int rows)
    {
        Node w = 0.7, v = -1.3;
        double[] all = [.. Enumerable.Range(0, 2 * rows).Select(i => Math.Sin(i) * 3)];
        double[]? expected = null;
        foreach (int threads in (int[])[1, 2, 3, 8])
        {
            var options = new TapeOptions { MaxDegreeOfParallelism = threads };
            var tape = Tape.Record(2, row => [(w * row[0] + v * row[1]).Tanh() / (w * w + 1), w * v, (row[0] * w).Sqrt()], options);
            var mean = Tape.Record(2, row => (w * row[0]).Exp() - (v * row[1]).Sin(), options);
            double[] numbers = [mean.Mean(all), .. new double[3 * rows], .. new double[6 * rows]];
            tape.Evaluate(all, numbers.AsSpan(1, 3 * rows));
            tape.Jacobian(all, numbers.AsSpan(1 + 3 * rows));
            expected ??= numbers;
            numbers.Select(BitConverter.DoubleToInt64Bits)
                .Should().Equal(expected.Select(BitConverter.DoubleToInt64Bits), $"{threads} threads must give the bits of one");
        }
    }

    [Fact]
    public void Every_pass_runs_on_several_threads()
    {
        var rule = new Meeting();
        Node w = 2.0;
        var tape = Tape.Record(1, row => Node.From(rule, row[0] * w), new TapeOptions { MaxDegreeOfParallelism = 2 });
        double[] rows = new double[2_000], outputs = new double[2_000];
        Action[] passes =
        [
            () => tape.Mean(rows), () => tape.Evaluate(rows, outputs), () => tape.Jacobian(rows, outputs),
            () => tape.Gradient(rows, outputs),
        ];
        foreach (var pass in passes)
        {
            rule.Reset();
            pass();
            rule.HaveMet.Should().BeTrue("two threads must be in the rule at the same time");
        }
    }

    [Fact]
    public void What_a_rule_throws_on_another_thread_is_thrown_by_the_pass_and_the_tape_works_afterwards()
    {
        var rule = new Fragile();
        Node w = 2.0;
        var tape = Tape.Record(1, row => Node.From(rule, row[0] * w), new TapeOptions { MaxDegreeOfParallelism = 2 });
        double[] rows = new double[5_000], gradient = new double[1];
        Array.Fill(rows, 1.5);
        rule.Home = Environment.CurrentManagedThreadId;
        Action pass = () => tape.Gradient(rows, gradient);
        pass.Should().Throw<TimeoutException>().WithMessage("not at home");
        rule.Home = 0;
        tape.Gradient(rows, gradient).Should().Be(3);
        gradient[0].Should().BeApproximately(1.5, 1e-13);
    }

    [Fact]
    public void What_a_rule_throws_on_the_thread_of_the_pass_is_thrown_too()
    {
        var rule = new Fragile { Home = -1 };
        Node w = 2.0;
        foreach (int threads in (int[])[1, 2])
        {
            rule.Home = -1;
            var tape = Tape.Record(1, row => Node.From(rule, row[0] * w), new TapeOptions { MaxDegreeOfParallelism = threads });
            double[] rows = new double[5_000], gradient = new double[1], outputs = new double[5_000];
            ((Action)(() => tape.Mean(rows))).Should().Throw<TimeoutException>();
            ((Action)(() => tape.Gradient(rows, gradient))).Should().Throw<TimeoutException>();
            ((Action)(() => tape.Backward(rows))).Should().Throw<TimeoutException>();
            ((Action)(() => tape.Evaluate(rows, outputs))).Should().Throw<TimeoutException>();
            ((Action)(() => tape.Jacobian(rows, outputs))).Should().Throw<TimeoutException>();
            w.Grad.Should().Be(0);
            rule.Home = 0;
            tape.Mean([1]).Should().Be(2);
        }
    }

    [Theory]
    [InlineData(0)]
    [InlineData(-2)]
    public void The_number_of_threads_is_positive_or_automatic(int threads) =>
        ((Action)(() => _ = new TapeOptions { MaxDegreeOfParallelism = threads })).Should().Throw<ArgumentOutOfRangeException>()
            .WithMessage($"MaxDegreeOfParallelism must be at least 1, or -1 for automatic, but was {threads}.*")
            .WithParameterName(nameof(TapeOptions.MaxDegreeOfParallelism));

    [Fact]
    public void The_number_of_threads_is_automatic_by_default() => new TapeOptions().MaxDegreeOfParallelism.Should().Be(-1);

    [Fact]
    public void A_pass_allocates_nothing()
    {
        var tape = TapeTrainingTests.Record(TapeTrainingTests.Model(), new TapeOptions { MaxDegreeOfParallelism = 1 });
        double[] rows = Repeat(10), outputs = new double[1_000], gradient = new double[337], jacobian = new double[2 * 337];
        Allocated.By(() => tape.Gradient(rows, gradient)).Should().Be(0);
        Allocated.By(() => tape.Mean(rows)).Should().Be(0);
        Allocated.By(() => tape.Evaluate(rows, outputs)).Should().Be(0);
        Allocated.By(() => tape.Backward(rows)).Should().Be(0);
        Allocated.By(() => tape.Jacobian(rows.AsSpan(0, 6), jacobian)).Should().Be(0);
    }

    private static double[] EveryPass(Tape tape, double[] rows)
    {
        int count = rows.Length / 3;
        double[] gradient = new double[337], outputs = new double[count], jacobian = new double[5 * 337];
        double mean = tape.Gradient(rows, gradient);
        tape.Evaluate(rows, outputs);
        tape.Jacobian(rows.AsSpan(0, 15), jacobian);
        return [mean, tape.Mean(rows), .. gradient, .. outputs, .. jacobian];
    }

    private double[] Repeat(int times) => [.. Enumerable.Repeat(_rows, times).SelectMany(rows => rows)];

    /// <summary>The identity. It throws on every thread but one, which it blocks until then.</summary>
    private sealed class Fragile : UnaryExpr
    {
        private volatile bool _thrown;

        /// <summary>The only thread on which it does not throw; 0 for all.</summary>
        public int Home { get; set; }

        public override string Symbol => "fragile";

        protected override double Evaluate(double x) => x;

        protected override void Evaluate(ReadOnlySpan<double> x, Span<double> y)
        {
            x.CopyTo(y);
            if (Home == 0) return;
            if (Home == Environment.CurrentManagedThreadId) SpinWait.SpinUntil(() => _thrown, TimeSpan.FromSeconds(30));
            else
            {
                _thrown = true;
                throw new TimeoutException("not at home");
            }
        }

        protected override double Slope(double x, double y) => 1;
    }
}
