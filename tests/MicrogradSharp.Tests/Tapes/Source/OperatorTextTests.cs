using MicrogradSharp.Nn;
using MicrogradSharp.Tests.Contracts;

namespace MicrogradSharp.Tests.Tapes.Source;

/// <summary>The text of every operator gives the numbers of its rule.</summary>
public sealed class OperatorTextTests
{
    private const double Tolerance = 1e-14;
    private const double Nothing = 1e-300;      // C keeps subnormal numbers where the library has none

    private static readonly double[] s_exponents = [0, 1, 2, 3, 4, 5, -1, -2, 0.5, 1.5, -0.0, 1e10];

    [Fact]
    public void In_CSharp_it_gives_the_value_and_the_slopes_of_the_rule() => Check(EmittedCSharp.Compile);

    [Fact]
    public void In_C_it_gives_the_value_and_the_slopes_of_the_rule() => Check(EmittedC.Compile);

    private static void Check(Func<IReadOnlyList<Tape>, EmittedFunction[]> compile)
    {
        Sample[] samples = [.. OfContracts(), .. WithConstants(), .. OfInternalOperators()];
        samples.Should().HaveCountGreaterThan(80);
        var leaves = Array.ConvertAll(samples, sample => Leaves(sample.Points[0]));
        var tapes = samples.Zip(leaves, (sample, x) => Tape.Record(1, _ => sample.Apply(x))).ToArray();
        var functions = compile(tapes);
        for (int i = 0; i < samples.Length; i++)
        {
            int[] places = [.. tapes[i].Parameters.Select(parameter => Array.IndexOf(leaves[i], parameter))];
            foreach (double[] point in samples[i].Points) CheckPoint(samples[i], point, functions[i], places);
        }
    }

    private static void CheckPoint(Sample sample, double[] point, EmittedFunction function, int[] places)
    {
        var leaves = Leaves(point);
        var y = sample.Apply(leaves);
        y.Backward();
        double[] parameters = [.. places.Select(place => point[place])], value = new double[1], again = new double[1];
        double[] slopes = new double[places.Length];
        function.Evaluate([0], parameters, value);
        function.Differentiate!([0], parameters, again, slopes);
        var (rounding, slopeRounding) = sample.Rounding(point);
        string at = $"of {y.Value.Rule} at ({string.Join(", ", point)})";
        value[0].ShouldAgree(y.Data, Tolerance, Nothing + rounding, $"value {at}");
        again[0].Should().Be(value[0], $"value {at}");
        for (int k = 0; k < places.Length; k++)
        {
            slopes[k].ShouldAgree(leaves[places[k]].Grad, Tolerance, Nothing + slopeRounding, $"slope {places[k]} {at}");
        }
    }

    private static IEnumerable<Sample> OfContracts()
    {
        foreach (var type in typeof(OperatorTextTests).Assembly.GetTypes())
        {
            if (!typeof(IOperatorExample).IsAssignableFrom(type) || type.IsAbstract) continue;
            var example = (IOperatorExample)Activator.CreateInstance(type)!;
            foreach (int count in example.Counts.Where(count => count is > 0 and < 20))
            {
                yield return new Sample(example.Of, [.. example.Points(count)], example.Rounding);
            }
        }
    }

    private static IEnumerable<Sample> WithConstants()
    {
        foreach (double exponent in s_exponents) yield return OfOne(x => x.Pow(exponent));
        yield return OfOne(x => x.Clamp(double.NegativeInfinity, 1.5));
        yield return OfOne(x => x.Clamp(-0.1, double.PositiveInfinity));
        yield return OfOne(x => x.LeakyReLU(0));
        yield return OfOne(x => x.LeakyReLU(-2));
        yield return OfOne(x => x.ELU(-0.5));
        yield return OfOne(x => x.ELU(1e-7));
    }

    private static IEnumerable<Sample> OfInternalOperators()
    {
        yield return OfOne(x => Node.From(Rule<NormalDistribution>.Shared, x));
        yield return OfOne(x => Polygamma.Of(2, x), at => 1e-13 * Math.Abs(GammaFunction.Polygamma(3, at[0])));
        yield return OfOne(x => Polygamma.Of(5, x), at => 1e-13 * Math.Abs(GammaFunction.Polygamma(6, at[0])));
        foreach (var flat in (Flat[])[Flat.Step, Flat.Held]) yield return OfOne(x => Node.From(flat, x));
        yield return OfTwo((x, y) => Condition.Of(Condition.Equal, x, y));
        yield return OfTwo((x, y) => Condition.Of(Condition.PowerOfZero, x, y));
        yield return OfTwo(ChainProduct.Of);
        yield return OfTwo(ChainProduct.OfStopping);
        yield return OfTwo(PowerTimesLog.Of);
        double[][] points =
        [
            .. from target in (double[])[0, 1, 2, 3, -1, 0.5, double.NaN]
               from first in RowsContract.AwkwardNumbers
               select (double[])[target, first, 0.7, -1.2],
        ];
        yield return new Sample(x => Loss.CrossEntropy(x[1..], x[0]), points, _ => (1e-15, 1e-15));
    }

    private static Sample OfOne(Func<Node, Node> apply, Func<double[], double>? rounding = null)
    {
        double[][] points = [.. RowsContract.AwkwardNumbers.Concat([0.3, 1.7, -0.4, 2.6, 7.7]).Select(number => (double[])[number])];
        return new Sample(x => apply(x[0]), points, at => (rounding?.Invoke(at) ?? 0, rounding?.Invoke(at) ?? 0));
    }

    private static Sample OfTwo(Func<Node, Node, Node> apply)
    {
        double[] numbers = [.. RowsContract.AwkwardNumbers, 0.3, 1.7];
        return new Sample(x => apply(x[0], x[1]), [.. numbers.SelectMany(x => numbers.Select(y => (double[])[x, y]))], _ => (0, 0));
    }

    private static Node[] Leaves(double[] point) => [.. point.Select(number => (Node)number)];

    private sealed record Sample(Func<Node[], Node> Apply, double[][] Points, Func<double[], (double Value, double Slope)> Rounding);
}
