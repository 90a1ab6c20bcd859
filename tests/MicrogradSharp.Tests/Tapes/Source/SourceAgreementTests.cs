using CsCheck;
using MicrogradSharp.Nn;
using MicrogradSharp.Tests.Contracts;
using MicrogradSharp.Tests.Properties;

namespace MicrogradSharp.Tests.Tapes.Source;

/// <summary>Emitted C# and C give the numbers of the library.</summary>
public sealed class SourceAgreementTests
{
    private const double Tolerance = 1e-14;

    private static readonly double[] s_awkward = [double.NaN, double.PositiveInfinity, double.NegativeInfinity, 0, -0.0, 1, -1];

    private delegate EmittedFunction[] Compiler(IReadOnlyList<Tape> tapes);

    [Fact]
    public void CSharp_computes_the_reference_expressions() => CheckReference(EmittedCSharp.Compile);

    [Fact]
    public void C_computes_the_reference_expressions() => CheckReference(EmittedC.Compile);

    [Fact]
    public void CSharp_computes_random_graphs() => CheckRandom(EmittedCSharp.Compile, graphs: 24);

    [Fact]
    public void C_computes_random_graphs() => CheckRandom(EmittedC.Compile, graphs: 24);

    [Fact]
    public void CSharp_computes_the_Jacobian_of_several_outputs() => CheckOutputs(EmittedCSharp.Compile);

    [Fact]
    public void C_computes_the_Jacobian_of_several_outputs() => CheckOutputs(EmittedC.Compile);

    [Fact]
    public void CSharp_computes_a_network() => CheckNetwork(EmittedCSharp.Compile);

    [Fact]
    public void C_computes_a_network() => CheckNetwork(EmittedC.Compile);

    private static void CheckReference(Compiler compile)
    {
        var expressions = ReferenceValues.Json("expressions.json").GetProperty("expressions").EnumerateArray().ToArray();
        var cases = Array.ConvertAll(expressions, expression => new Case(
            [], ReferenceValues.Numbers(expression.GetProperty("leaves")),
            x => [ReferenceExpression.Build(x, expression.GetProperty("steps"))]));
        var functions = compile([.. cases.Select(c => c.Tape)]);
        for (int i = 0; i < cases.Length; i++)
        {
            var (outputs, derivatives) = cases[i].Check(functions[i], cases[i].Row, cases[i].At);
            outputs[0].ShouldBeNear(expressions[i].GetProperty("output").GetDouble(), 1e-13, $"expression {i}");
            double[] gradients = ReferenceValues.Numbers(expressions[i].GetProperty("gradients"));
            for (int k = 0; k < gradients.Length; k++) derivatives[k].ShouldBeNear(gradients[k], 1e-12, $"expression {i}, leaf {k}");
        }
    }

    private static void CheckRandom(Compiler compile, int graphs) => Gen.Select(RandomGraph.Gen, Gen.Int[0, 6]).Array[graphs].Sample(
        drawn =>
        {
            var cases = Array.ConvertAll(drawn, pair =>
            {
                int columns = Math.Min(pair.Item2, pair.Item1.Leaves.Length);
                return new Case(pair.Item1.Leaves[..columns], pair.Item1.Leaves[columns..], x => [pair.Item1.Build(x)]);
            });
            var functions = compile([.. cases.Select(c => c.Tape)]);
            var random = new Random(graphs);
            for (int i = 0; i < cases.Length; i++)
            {
                cases[i].Check(functions[i], cases[i].Row, cases[i].At);
                for (int k = 0; k < 3; k++)
                {
                    cases[i].Check(functions[i], Mixed(cases[i].Row, random), Mixed(cases[i].At, random));
                }
            }
        },
        iter: 1);

    private static void CheckOutputs(Compiler compile)
    {
        Case[] cases =
        [
            new([0.5, -0.25], [1.5, 2.5, -1.5], x => [x[0] * x[2].Sin(), (x[1] - x[3]).Exp() / x[2], x[3] * x[4], x[0]]),
            new([0.5], [1.5], x => [x[1], x[1], 2.0]),
            new([0.5, 2], [], x => Differentiate.Gradient((x[0] * x[1].Sin()).Tanh(), x)),
            new([0.5], [], x => [x[0].Exp()]),
        ];
        var functions = compile([.. cases.Select(c => c.Tape)]);
        for (int i = 0; i < cases.Length; i++) cases[i].Check(functions[i], cases[i].Row, cases[i].At);
    }

    private static void CheckNetwork(Compiler compile)
    {
        var model = new MLP(2, [8, 8, 1], random: new Random(1));
        var tape = Tape.Record(3, row => (1 - row[2] * model.Forward(row[..2])[0]).ReLU());
        var function = compile([tape])[0];
        double[] at = [.. tape.Parameters.Select(parameter => parameter.Data)];
        foreach (double[] row in (double[][])[[0.5, -1, 1], [0.5, -1, -1], [-0.7, 0.3, 1], [2, 3, -1], [0, 0, 1]])
        {
            double[] gradient = new double[at.Length], expected = new double[at.Length], value = new double[1];
            double mean = tape.Gradient(row, expected);
            function.Differentiate!(row, at, value, gradient);
            value[0].ShouldBeNear(mean, Tolerance);
            for (int i = 0; i < at.Length; i++) gradient[i].ShouldBeNear(expected[i], Tolerance, $"parameter {i}");
        }
    }

    private static double[] Mixed(double[] numbers, Random random) =>
        [.. numbers.Select(number => random.Next(3) == 0 ? s_awkward[random.Next(s_awkward.Length)] : number)];

    /// <summary>A function of a row and of parameters.</summary>
    private sealed class Case
    {
        private readonly Func<Node[], Node[]> _function;
        private readonly int[] _places;

        public Case(double[] row, double[] at, Func<Node[], Node[]> function)
        {
            (Row, At, _function) = (row, at, function);
            Node[] parameters = RandomGraph.MakeLeaves(at);
            Tape = Tape.Record(Math.Max(1, row.Length), x => function([.. x[..row.Length], .. parameters]));
            _places = [.. Tape.Parameters.Select(parameter => Array.IndexOf(parameters, parameter))];
        }

        public double[] Row { get; }

        public double[] At { get; }

        public Tape Tape { get; }

        /// <summary>Compares a compiled function with the eager engine.</summary>
        /// <returns>The outputs, and the derivatives by each of <see cref="At"/>.</returns>
        public (double[] Outputs, double[] Derivatives) Check(EmittedFunction function, double[] row, double[] at)
        {
            double[] parameters = [.. _places.Select(place => at[place])], outputs = new double[Tape.Outputs];
            double[] again = new double[Tape.Outputs], derivatives = new double[Tape.Outputs * _places.Length];
            double[] whole = new double[Tape.Outputs * at.Length];
            function.Evaluate([.. row, 0], parameters, outputs);
            (function.Differentiate is null).Should().Be(_places.Length == 0);
            function.Differentiate?.Invoke([.. row, 0], parameters, again, derivatives);
            for (int o = 0; o < outputs.Length; o++)
            {
                string of = $"output {o} at ({string.Join(", ", row)}; {string.Join(", ", at)})";
                Node[] leaves = RandomGraph.MakeLeaves([.. row, .. at]);
                var y = _function(leaves)[o];
                y.Backward();
                outputs[o].ShouldBeNear(y.Data, Tolerance, of);
                if (_places.Length > 0) again[o].Should().Be(outputs[o], of);
                double[] expected = [.. leaves[row.Length..].Select(leaf => leaf.Grad)];
                for (int k = 0; k < _places.Length; k++)
                {
                    double derivative = derivatives[o * _places.Length + k];
                    derivative.ShouldBeNear(expected[_places[k]], Tolerance, $"derivative {_places[k]} of {of}");
                    whole[o * at.Length + _places[k]] = derivative;
                }
            }
            return (outputs, whole);
        }
    }
}
