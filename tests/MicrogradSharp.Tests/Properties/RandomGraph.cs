using CsCheck;

namespace MicrogradSharp.Tests.Properties;

/// <summary>A random expression of every operator. All its numbers stay finite.</summary>
public sealed class RandomGraph
{
    private static readonly (int Inputs, Func<Node[], Node> Apply)[] s_operators =
    [
        (2, x => x[0] + x[1]),
        (2, x => x[0] - x[1]),
        (2, x => x[0] * x[1]),
        (2, x => x[0] / (x[1] * x[1] + 1)),
        (1, x => -x[0]),
        (1, x => x[0].Pow(2)),
        (1, x => x[0].Tanh().Pow(3)),
        (2, x => (x[0] * x[0] + 0.5).Pow(x[1].Tanh())),
        (1, x => x[0].Tanh().Exp()),
        (1, x => x[0].Tanh().Expm1()),
        (1, x => (x[0] * x[0] + 1).Log()),
        (1, x => (x[0] * x[0]).Log1p()),
        (1, x => (x[0] * x[0] + 0.5).Sqrt()),
        (1, x => x[0].Abs()),
        (1, x => x[0].Sin()),
        (1, x => x[0].Cos()),
        (1, x => x[0].Tanh().Tan()),
        (1, x => x[0].Atan()),
        (2, x => Node.Atan2(x[0], x[1] * x[1] + 0.5)),
        (1, x => x[0].Erf()),
        (1, x => x[0].Tanh()),
        (1, x => x[0].Sigmoid()),
        (1, x => x[0].ReLU()),
        (1, x => x[0].LeakyReLU(0.1)),
        (1, x => x[0].ELU(0.5)),
        (1, x => x[0].GELU()),
        (1, x => x[0].SiLU()),
        (1, x => x[0].Softplus()),
        (2, x => Node.Max(x)),
        (3, x => Node.Min(x)),
        (3, x => Node.Where(x[0], x[1], x[2])),
        (5, x => Node.Sum(x)),
        (4, x => Node.Mean(x)),
        (3, x => Node.Product([.. x.Select(node => node.Tanh())])),
        (3, x => Node.Norm([.. x, 0.5])),
        (4, x => Node.LogSumExp(x)),
        (4, x => Node.Dot(x[..2], x[2..])),
        (1, x => x[0].Tanh().Sinh()),
        (1, x => x[0].Tanh().Cosh()),
        (1, x => (0.9 * x[0].Tanh()).Asin()),
        (1, x => (0.9 * x[0].Tanh()).Acos()),
        (1, x => x[0].Asinh()),
        (1, x => (x[0] * x[0] + 1.5).Acosh()),
        (1, x => (0.9 * x[0].Tanh()).Atanh()),
        (1, x => (x[0] * x[0] + 0.5).Log2()),
        (1, x => (x[0] * x[0] + 0.5).Log10()),
        (1, x => x[0].Tanh().Exp2()),
        (1, x => (x[0] * x[0] + 0.5).Cbrt()),
        (1, x => x[0].Tanh().Erfc()),
        (1, x => (x[0].Tanh() + 1.5).LogGamma()),
        (1, x => (x[0].Tanh() + 1.5).Digamma()),
        (1, x => (x[0].Tanh() + 1.5).Trigamma()),
        (1, x => x[0].Clamp(-1.5, 1.5)),
        (2, x => Node.Hypot(x[0], x[1] * x[1] + 0.5)),
        (1, x => (0.8 * x[0].Sigmoid() + 0.1).Logit()),
        (3, x => Node.Gather(1, x)),
        // These jump: where they do, a rounding of a tape would make a difference of 1. So they count for nothing.
        (1, x => x[0] + 0 * x[0].Tanh().Sign()),
        (1, x => x[0] + 0 * x[0].Tanh().Floor()),
        (1, x => x[0] + 0 * x[0].Tanh().Ceiling()),
        (1, x => x[0] + 0 * x[0].Tanh().Round()),
        (2, x => x[0] + 0 * Node.Remainder(x[0].Tanh(), x[1] * x[1] + 0.5)),
    ];

    private readonly (int Operator, int[] Inputs)[] _steps;

    private RandomGraph(double[] leaves, (int Operator, int[] Inputs)[] steps)
    {
        Leaves = leaves;
        _steps = steps;
    }

    /// <summary>Graphs of 1 to 6 leaves and 1 to 40 steps.</summary>
    public static Gen<RandomGraph> Gen { get; } =
        from leaves in CsCheck.Gen.Double[-2, 2].Array[1, 6].Select(OffTheKinks)
        from steps in CsCheck.Gen.Select(CsCheck.Gen.Int[0, s_operators.Length - 1], CsCheck.Gen.Int[0, 1_000_000].Array[5]).Array[1, 40]
        select new RandomGraph(leaves, steps);

    /// <summary>Every operator, with a number of inputs.</summary>
    public static IReadOnlyList<(int Inputs, Func<Node[], Node> Apply)> Operators => s_operators;

    public double[] Leaves { get; }

    public static Node[] MakeLeaves(double[] numbers) => [.. numbers.Select(number => (Node)number)];

    /// <summary>Builds the expression on as many leaves as there are in <see cref="Leaves"/>.</summary>
    public Node Build(ReadOnlySpan<Node> leaves)
    {
        var nodes = new List<Node>();
        nodes.AddRange(leaves);
        foreach (var (index, inputs) in _steps)
        {
            var (count, apply) = s_operators[index];
            // tanh keeps the numbers of a deep graph small
            nodes.Add(apply([.. inputs.Take(count).Select(input => nodes[input % nodes.Count])]).Tanh() * 2);
        }
        return Node.Sum([.. nodes]);
    }

    public override string ToString() =>
        $"leaves ({string.Join(", ", Leaves)}), "
        + $"steps {string.Join("; ", _steps.Select(step => $"{step.Operator}({string.Join(",", step.Inputs)})"))}";

    /// <summary>
    /// Moves the leaves off kinks: random numbers are often 0 or 1, where two kinks may meet and a difference quotient mixes the slopes.
    /// </summary>
    private static double[] OffTheKinks(double[] leaves) => [.. leaves.Select((leaf, i) => leaf + 0.0137 * Math.Sqrt(i + 2))];
}
