using MicrogradSharp.Tests.Contracts;

namespace MicrogradSharp.Tests.Expressions;

public sealed class GatherTests : OperatorContract<Gather>
{
    protected override Node Apply(Node[] x) => Node.Gather(x[0], x[1..]);

    protected override int[] InputCounts => [2, 3, 4, 18];

    // A step of the index is an error.
    protected override bool IsSmoothAt(double[] x) => false;

    protected override double[] Valid(double[] x)
    {
        double index = Math.Abs(Math.Truncate(x[0])) % (x.Length - 1);
        return [double.IsFinite(index) ? index : 0, .. x[1..]];
    }

    protected override SpecialCase[] SpecialCases =>
    [
        new([0, 2, 3], 2, [0, 1, 0]),
        new([1, 2, 3], 3, [0, 0, 1]),
        new([-0.0, 2, 3], 2, [0, 1, 0]),
        new([1, double.NaN, 3], 3, [0, 0, 1]),
        new([0, double.PositiveInfinity, 3], double.PositiveInfinity, [0, 1, 0]),
    ];

    [Theory]
    [InlineData(0.5, "0.5")]
    [InlineData(3, "3")]
    [InlineData(-1, "-1")]
    [InlineData(1e300, "1E+300")]
    [InlineData(double.NaN, "NaN")]
    [InlineData(double.NegativeInfinity, "-Infinity")]
    public void An_index_that_chooses_nothing_is_an_error_that_names_it(double wrong, string text)
    {
        string message = $"index must be a whole number from 0 to 2, but was {text}";
        Node[] candidates = [10.0, 20.0, 30.0];
        var eager = () => Node.Gather(wrong, candidates);
        eager.Should().Throw<ArgumentException>().WithMessage($"{message}. (*").WithParameterName("index");

        Node index = 1.0;
        var graph = new Graph(Node.Gather(index, candidates));
        index.Data = wrong;
        var retained = () => graph.Forward();
        retained.Should().Throw<ArgumentException>().WithMessage($"{message}. (*").WithParameterName("index");

        index.Data = 1;
        var ofAParameter = Tape.Record(1, row => Node.Gather(index, candidates) * row[0]);
        index.Data = wrong;
        var uniform = () => ofAParameter.Mean([1, 2, 3]);
        uniform.Should().Throw<ArgumentException>().WithMessage($"{message}. (*", "no row is to blame");

        var tape = Tape.Record(2, row => Node.Gather(row[1], candidates).Pow(2) + Node.Gather(2 - row[1], candidates));
        double[] gradient = new double[3];
        foreach (int place in (int[])[0, 3, 99, 700, 2999])
        {
            double[] rows = [.. Enumerable.Range(0, 3000).SelectMany(r => (double[])[r, r == place ? wrong : r % 3])];
            foreach (var pass in (Action[])[() => tape.Mean(rows), () => tape.Evaluate(rows), () => tape.Gradient(rows, gradient)])
            {
                pass.Should().Throw<ArgumentException>().WithMessage($"* in row {place}. (*").WithParameterName("index");
            }
        }
        tape.Mean([0, 1]).Should().Be(420, "a tape runs on after an error");
    }

    [Fact]
    public void No_candidates_are_an_error()
    {
        var act = () => Node.Gather(0.0);
        act.Should().Throw<ArgumentException>().WithMessage("candidates must hold at least 1 node, but was empty.*")
            .WithParameterName("candidates");
        var without = () => Node.From(Node.Gather(0.0, 1.0).Value.Rule!, 0.0);
        without.Should().Throw<ArgumentException>().WithMessage("The operator 'gather' takes an index and at least 1 candidate, but*");
    }

    [Fact]
    public void Second_derivatives_go_to_the_one_chosen()
    {
        double[,] hessian = Differentiate.Hessian(x => Node.Gather(1.0, x[0].Pow(3), x[0] * x[1].Pow(2), x[1]), [2, 5]);
        hessian.Cast<double>().Should().Equal(0, 10, 10, 4);
    }

    [Theory]
    [InlineData(double.PositiveInfinity)]
    [InlineData(double.NaN)]
    public void Nothing_reaches_what_was_not_chosen(double seed)
    {
        Node index = 1.0, first = 0.0, second = 3.0;
        Node.Gather(index, first.Sqrt(), second).Backward(seed);
        (index.Grad, first.Grad).Should().Be((0.0, 0.0));
        second.Grad.Should().Be(seed);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(9)]
    [InlineData(1000)]
    public void A_tape_looks_up_a_table(int rows)
    {
        Node[] table = [10.0, 20.0, 30.0];
        var tape = Tape.Record(1, row => Node.Gather(row[0], table).Pow(2));
        double[] indices = [.. Enumerable.Range(0, rows).Select(r => r % 7 % 3.0)];
        tape.Backward(indices).Should().BeApproximately(indices.Average(i => Math.Pow(table[(int)i].Data, 2)), 1e-12);
        for (int i = 0; i < 3; i++)
        {
            table[i].Grad.Should().BeApproximately(2 * table[i].Data * indices.Count(index => index == i) / rows, 1e-12);
        }
    }
}
