using CsCheck;
using MicrogradSharp.Tapes.Kernels;

namespace MicrogradSharp.Tests.Tapes;

/// <summary>A tape gives the numbers of the eager engine up to rounding, even where terms cancel and zeros have signs.</summary>
public sealed class TapeRoundingTests
{
    private static readonly double[] s_numbers =
        [0, -0.0, 1, -1, 1e-20, -1e-20, 1e-12, 1e5, -1e5, 1e16, -1e16, 1e-300, 3, 0.1, -0.3, 2.5, 1 + 1e-15, 1e20];

    private readonly Node _p = -1.0, _q = 1e5, _one = 1.0;

    [Fact]
    public void An_epsilon_that_guards_a_logarithm_is_not_added_to_something_else_first() =>
        Check(row => ((row[0] - 1.0) + 1e-20).Log(), 1, Math.Log(1e-20));

    [Fact]
    public void An_epsilon_that_guards_a_division_is_not_added_to_something_else_first()
    {
        Check(row => 1 / ((_q - row[0]) + 1e-12), 1e5, 1e12);
        Check(row => 1 / (1e-12 + (_q - row[0])), 1e5, 1e12);
        Check(row => 1 / (1e-12 - (_q - row[0])), 1e5, 1e12);
        Check(row => 1 / (1e-12 - (row[0] - _q)), 1e5, 1e12);
        Check(row => 1 / Node.Sum(row[0], -_q, 1e-12), 1e5, 1e12);
        Check(row => 1 / (_one * row[0] - row[0] * _one + 1e-12), 1e5, 1e12);
        Check(row => 1 / (Node.Dot([_one, _p], [row[0], row[0]]) + 1e-12), 1e5, 1e12);
        Check(row => 1 / (1e-12 + Node.Dot([_one, _p], [row[0], row[0]])), 1e5, 1e12);
        Check(row => 1 / ((1e-12 + 0 * row[0]) + (row[0] * _one - row[0])), 1e5, 1e12);
    }

    [Fact]
    public void An_epsilon_between_parameters_is_not_added_to_something_else_first()
    {
        Node a = 1.0, b = -1.0;
        Check(row => (((a + b) + 1e-20) + 1e-21).Log() + 0 * row[0], 1, Math.Log(1.1e-20));
        Check(row => ((a + 1e-20) + (b + 0.5)) * row[0], 1, 0.5);
    }

    [Fact]
    public void A_long_chain_of_parameters_is_added_from_left_to_right()
    {
        Node[] parameters = [1e16, .. Enumerable.Repeat((Node)1.0, 40), -1e16];
        Check(row => parameters.Aggregate((sum, parameter) => sum + parameter) + 0 * row[0], 1, 0);
        Check(row => parameters.Reverse().Aggregate((sum, parameter) => sum + parameter) + 0 * row[0], 1, 0);
    }

    [Fact]
    public void A_product_of_minus_zero_keeps_its_sign()
    {
        Check(row => Node.Atan2(_p * row[0], -1), 0, -Math.PI);
        Check(row => 1 / (_p * row[0]), 0, double.NegativeInfinity);
        Check(row => 1 / Node.Dot([_p], [row[0]]), 0, double.NegativeInfinity);
        Check(row => 1 / Node.Sum(_p * row[0], -row[0]), 0, double.NegativeInfinity);
        Check(row => 1 / -(row[0] - _one), 1, double.NegativeInfinity);
        Check(row => 1 / -(_q * row[0]), 0, double.NegativeInfinity);
        Check(row => 1 / (-(_one * row[0]) - row[0]), 0, double.NegativeInfinity);
        Check(row => 1 / (-row[0] * _one + -0.0), 0, double.NegativeInfinity);
        Check(row => 1 / (row[0] + -0.0), -0.0, double.NegativeInfinity);
        Check(row => 1 / (-0.0 + _p * row[0] + _p * row[0]), 0, double.NegativeInfinity);
        Check(row => 1 / (_p * row[0] + _p * row[0] + -0.0), 0, double.NegativeInfinity);
    }

    [Fact]
    public void A_product_that_underflows_keeps_its_sign_where_it_is_added_unless_it_is_rounded_first()
    {
        Node tiny = -1e-200;
        Check(row => 1 / (tiny * row[0]), 1e-200, double.NegativeInfinity);
        Func<ReadOnlySpan<Node>, Node> added = row => 1 / (tiny * row[0] + 0.0);
        added([1e-200]).Data.Should().Be(double.PositiveInfinity, "the product is rounded to -0, and 0 + -0 is 0");
        double recorded = VectorHardware.HasFusedMultiplyAdd ? double.NegativeInfinity : double.PositiveInfinity;
        Tape.Record(1, added).Mean([1e-200]).Should().Be(recorded);
    }

    [Fact]
    public void StopAtNonFinite_has_nothing_to_report_where_the_eager_engine_is_finite()
    {
        var tape = Tape.Record(1, row => ((row[0] - 1.0) + 1e-20).Log(), new TapeOptions { StopAtNonFinite = true });
        tape.Mean([1.0, 1.0]).Should().Be(Math.Log(1e-20));
        tape.Backward([1.0]).Should().Be(Math.Log(1e-20));
    }

    [Fact]
    public void StopAtNonFinite_tells_a_product_that_is_not_rounded_from_a_sum_that_overflows()
    {
        Node p = 0.1;
        var tape = Tape.Record(1, row => (p * row[0] - p * (1 * row[0]) + 1e-300).Log(), new TapeOptions { StopAtNonFinite = true });
        double x = Enumerable.Range(1, 100).Select(i => 1.0 / i).First(x => Math.FusedMultiplyAdd(-0.1, x, 0.1 * x) < 0);
        var pair = Tape.Record(
            1, row => [row[0], (p * row[0] - p * (1 * row[0]) + 1e-300).Log()], new TapeOptions { StopAtNonFinite = true });
        if (VectorHardware.HasFusedMultiplyAdd)
        {
            ((Action)(() => tape.Mean([x])))
                .Should().Throw<NonFiniteException>().WithMessage("*without rounding them first*").Which.Row.Should().BeNull();
            ((Action)(() => pair.Evaluate([x])))
                .Should().Throw<NonFiniteException>("there is no sum over the rows").WithMessage("*without rounding them first*");
        }
        else
        {
            tape.Mean([x]).Should().BeApproximately(Math.Log(1e-300), 1e-10, "every product is rounded");
            pair.Evaluate([x])[1].Should().BeApproximately(Math.Log(1e-300), 1e-10);
        }
        tape = Tape.Record(1, row => row[0], new TapeOptions { StopAtNonFinite = true });
        ((Action)(() => tape.Mean([double.MaxValue, double.MaxValue]))).Should().Throw<NonFiniteException>().WithMessage("*overflowed*");
    }

    [Fact]
    public void Sums_and_products_of_any_shape_and_size_agree_to_the_rounding_of_what_is_written() => Gen.Int[0, 10_000_000].Sample(
        seed =>
        {
            var random = new Random(seed);
            Node[] parameters = [.. Enumerable.Range(0, 4).Select(_ => (Node)Number(random))];
            double[] row = [.. Enumerable.Range(0, 3).Select(_ => Number(random))];
            Node Function(ReadOnlySpan<Node> row) => Expression(new Random(seed), [.. row, .. parameters], depth: 4);

            var eager = Function([.. row.Select(number => (Node)number)]);
            double bound = RoundingBound.Of(eager);
            if (!double.IsFinite(bound)) return;
            double[] recorded = new double[1];
            Tape.Record(3, Function).Evaluate(row, recorded);
            Math.Abs(recorded[0] - eager.Data)
                .Should().BeLessThanOrEqualTo(bound, "{0} is the eager value, {1} the recorded one", eager.Data, recorded[0]);
            if (bound == 0)
            {
                BitConverter.DoubleToInt64Bits(recorded[0]).Should().Be(BitConverter.DoubleToInt64Bits(eager.Data), "nothing was rounded");
            }
        },
        iter: 20_000);

    /// <summary>
    /// Few numbers, so that terms often cancel exactly, and of very different sizes, so that another order of additions is noticed.
    /// </summary>
    private static double Number(Random random) => s_numbers[random.Next(s_numbers.Length)];

    private static Node Expression(Random random, Node[] leaves, int depth)
    {
        if (depth == 0 || random.Next(7) == 0) return random.Next(3) == 0 ? Number(random) : leaves[random.Next(leaves.Length)];
        return random.Next(9) switch
        {
            0 => -Next(),
            1 or 2 => Next() - Next(),
            3 or 4 => Next() + Next(),
            5 => Node.Sum(Next(), Next(), Next()),
            6 => Node.Dot([Next(), Next()], [Next(), Next()]),
            _ => Next() * Next(),
        };

        Node Next() => Expression(random, leaves, depth - 1);
    }

    /// <summary>Checks a number of the eager engine against that of a tape, on one row and on many.</summary>
    private static void Check(Func<ReadOnlySpan<Node>, Node> function, double x, double expected)
    {
        function([x]).Data.Should().Be(expected, "eager");
        var tape = Tape.Record(1, function);
        tape.Mean([x]).Should().Be(expected, "recorded as{0}{1}", Environment.NewLine, tape);
        double[] outputs = new double[100];
        tape.Evaluate([.. Enumerable.Repeat(x, 100)], outputs);
        outputs.Should().OnlyContain(output => output == expected);
    }
}
