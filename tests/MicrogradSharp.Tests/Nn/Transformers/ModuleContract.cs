using MicrogradSharp.Diagnostics;
using MicrogradSharp.Nn;

namespace MicrogradSharp.Tests.Nn;

/// <summary>What holds for every module that maps sequences.</summary>
internal static class ModuleContract
{
    /// <summary>Random vectors, the same for the same seed.</summary>
    public static double[][] Vectors(int positions, int width, int seed = 5)
    {
        var random = new Random(seed);
        return [.. Enumerable.Range(0, positions).Select(_ => Numbers(random, width))];
    }

    /// <summary>Moves every parameter, so that weights of 1 and biases of 0 show too.</summary>
    public static T Moved<T>(T module)
        where T : Module
    {
        var random = new Random(7);
        foreach (var parameter in module.Parameters) parameter.Data += random.NextDouble() - 0.5;
        return module;
    }

    /// <summary>Checks the outputs: at once, position by position, and recorded; and the gradients, eager and recorded.</summary>
    public static void Check(SequenceModule module, double[][] inputs, double[][] expected)
    {
        int width = inputs[0].Length;
        double[] row = [.. inputs.SelectMany(vector => vector)];
        ShouldBeNear(Outputs(Nodes(row)), [.. expected.SelectMany(vector => vector)]);

        var cache = new KeyValueCache();
        Numbers(inputs.SelectMany(vector => module.ForwardNext(Nodes(vector), cache))).Should().Equal(Numbers(Outputs(Nodes(row))));

        double[] factors = Numbers(new Random(3), expected.Sum(vector => vector.Length));
        double[] recorded = new double[factors.Length];
        Tape.Record(row.Length, x => Outputs(x.ToArray())).Evaluate(row, recorded);
        ShouldBeNear(Nodes(recorded), Numbers(Outputs(Nodes(row))));

        Gradients(() => Tape.Record(row.Length, x => Loss(x.ToArray())).Backward(row))
            .Should().BeEquivalentTo(Gradients(() => Loss(Nodes(row)).Backward()), options => options.WithStrictOrdering().Using<double>(
                pair => pair.Subject.Should().BeApproximately(pair.Expectation, 1e-12)).WhenTypeIs<double>());
        if (module.ParameterCount > 0) Passed(GradientCheck.Run(module.NamedParameters, () => Loss(Nodes(row))));
        Passed(GradientCheck.Run(x => Loss(x.ToArray()), row));
        CheckRows(row.Length, Outputs);

        Node[] Outputs(Node[] x) => [.. module.Forward(x.Chunk(width).ToArray()).SelectMany(vector => vector)];

        Node Loss(Node[] x) => Node.Dot(Nodes(factors), Outputs(x));

        double[] Gradients(Action backward)
        {
            module.ZeroGrad();
            backward();
            return [.. module.Parameters.Select(parameter => parameter.Grad)];
        }
    }

    /// <summary>Checks a tape over 1 to 9 rows against a graph for each row: the outputs and their derivatives.</summary>
    private static void CheckRows(int columns, Func<Node[], Node[]> outputs)
    {
        var tape = Tape.Record(columns, row => outputs(row.ToArray()));
        for (int count = 1; count <= 9; count++)
        {
            double[] rows = Numbers(new Random(count), count * columns);
            List<double> values = [], derivatives = [];
            foreach (var output in rows.Chunk(columns).SelectMany(row => outputs(Nodes(row))))
            {
                foreach (var parameter in tape.Parameters) parameter.Grad = 0;
                output.Backward();
                values.Add(output.Data);
                derivatives.AddRange(tape.Parameters.Select(parameter => parameter.Grad));
            }
            double[] recorded = new double[values.Count], jacobian = new double[derivatives.Count];
            tape.ValuesAndJacobian(rows, recorded, jacobian);
            recorded.Should().Equal(values, (found, expected) => Math.Abs(found - expected) <= 1e-12 * (1 + Math.Abs(expected)));
            jacobian.Should().Equal(derivatives, (found, expected) => Math.Abs(found - expected) <= 1e-11 * (1 + Math.Abs(expected)));
        }
    }

    public static Node[] Nodes(double[] numbers) => Array.ConvertAll(numbers, number => (Node)number);

    public static double[] Numbers(IEnumerable<Node> nodes) => [.. nodes.Select(node => node.Data)];

    public static void ShouldBeNear(IReadOnlyCollection<Node> nodes, double[] expected)
    {
        nodes.Should().HaveCount(expected.Length);
        foreach (var (node, number) in nodes.Zip(expected)) node.Data.Should().BeApproximately(number, 1e-12 * (1 + Math.Abs(number)));
    }

    /// <summary>The tensors of a file of the module: names and shapes.</summary>
    public static string[] Tensors(Module module) =>
    [
        .. ReferenceSafetensors.Read(ModelFiles.Bytes(stream => module.SaveSafetensors(stream)))
            .Select(tensor => $"{tensor.Key} [{string.Join(", ", tensor.Value.Shape)}]"),
    ];

    private static double[] Numbers(Random random, int count) =>
        [.. Enumerable.Range(0, count).Select(_ => 2 * random.NextDouble() - 1)];

    private static void Passed(GradientReport report) => report.Passed.Should().BeTrue(report.ToString());
}
