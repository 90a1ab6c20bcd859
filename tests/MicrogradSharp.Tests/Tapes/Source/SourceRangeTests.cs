using FluentAssertions.Execution;
using MicrogradSharp.Tests.Contracts;
using MicrogradSharp.Tests.Properties;

namespace MicrogradSharp.Tests.Tapes.Source;

/// <summary>Emitted source overflows, vanishes and gives NaN where the library does.</summary>
public sealed class SourceRangeTests
{
    private static readonly (string Name, Func<Node[], Node> Function, double[] At)[] s_cases =
    [
        ("valley", x => (1 - x[0]).Pow(2) + 100 * (x[1] - x[0].Pow(2)).Pow(2), [0, 5e305]),
        ("half of a large product", x => 0.5 * (3 * x[0]), [1e308]),
        ("a large factor", x => 2 * (3 * x[0] * x[1]), [1e308, 1e-10]),
        ("a power that hides a product of 0", x => Math.ScaleB(1, 1000) * (1e-300 * x[0]), [1e-100]),
        ("a number that hides a subnormal product", x => 1e300 * (Math.ScaleB(1, -1000) * x[0]), [1e-20]),
        ("the loser beside an infinite gradient", x => Node.Max(x[0], x[1]) / 0.0, [1, 2]),
        ("the loser beside NaN", x => Node.Min(x[0], x[1]) * double.NaN, [1, 2]),
        ("a slope of 0 that is computed", x => x[0].ReLU() / 0.0, [-1]),
        ("the tail of erfc", x => x[0].Erfc().Log(), [26.61]),
        ("a mean of -0", x => 1 / Node.Mean(x), [-0.0, -0.0]),
    ];

    [Fact]
    public void CSharp_gives_what_the_library_gives() => Check(EmittedCSharp.Compile);

    [Fact]
    public void C_gives_what_the_library_gives() => Check(EmittedC.Compile);

    private static void Check(Func<IReadOnlyList<Tape>, EmittedFunction[]> compile)
    {
        var parameters = Array.ConvertAll(s_cases, one => RandomGraph.MakeLeaves(one.At));
        var tapes = s_cases.Zip(parameters, (one, leaves) => Tape.Record(1, _ => one.Function(leaves))).ToArray();
        var functions = compile(tapes);
        using var all = new AssertionScope();        // every case that fails is named, not only the first
        for (int i = 0; i < tapes.Length; i++)
        {
            var (name, function, at) = s_cases[i];
            tapes[i].Parameters.Should().Equal(parameters[i]);
            double[] value = new double[1], gradient = new double[at.Length];
            functions[i].Differentiate!([0], at, value, gradient);
            var leaves = RandomGraph.MakeLeaves(at);
            var y = function(leaves);
            y.Backward();
            value[0].ShouldAgree(y.Data, 1e-14, because: name);
            for (int k = 0; k < at.Length; k++) gradient[k].ShouldAgree(leaves[k].Grad, 1e-14, because: $"{name}, slope {k}");
        }
    }
}
