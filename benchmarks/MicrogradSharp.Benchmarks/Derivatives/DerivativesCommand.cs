using System.Globalization;
using MicrogradSharp.Benchmarks.Timing;

namespace MicrogradSharp.Benchmarks.Derivatives;

/// <summary>
/// Measures the cost of derivatives of functions of 50 variables, in units of a gradient of the same function in the same run.
/// </summary>
internal static class DerivativesCommand
{
    private const int Variables = 50, Hidden = 16;

    private static readonly double[] s_at = [.. Enumerable.Range(0, Variables).Select(i => 0.3 * Math.Sin(i + 1))];
    private static readonly double[] s_direction = [.. Enumerable.Range(0, Variables).Select(i => Math.Cos(i))];
    private static readonly double[] s_weights = [.. Enumerable.Range(0, Hidden * (Variables + 1)).Select(i => 0.2 * Math.Sin(1.7 * i))];

    /// <summary>Measures and prints.</summary>
    public static void Measure()
    {
        Console.WriteLine(
            $"derivatives of functions of {Variables} variables, in gradients, best of {Contender.Rounds} rounds; "
            + $"target: a Hessian in {4 * Variables}");
        Console.WriteLine($"{"",-14}{"gradient",12}{"Hessian",14}{"H v",10}{"J v",10}{"graph",10}");
        Print("Rosenbrock", Rosenbrock);
        Print("tanh network", Network);
        Print("log-sum-exp", SoftMaximum);
        Console.WriteLine();
        Console.WriteLine($"{"Jacobian of many rows, a row",-34}{"by hand",12}{"tape",12}{"ratio",11}{"2 threads",11}{"target",10}");
        Logistic().Run(rows: 100_000, target: 3);
        Gauss().Run(rows: 250, target: 5);
    }

    /// <summary>y = b₀ / (1 + exp(b₁ − b₂ x)).</summary>
    private static JacobianRace Logistic()
    {
        Node[] b = [98.7, 10.4, 0.9];
        return new JacobianRace("3 parameters, 100,000 rows", b, x => b[0] / (1 + (b[1] - b[2] * x).Exp()), static (x, b, derivatives) =>
        {
            double power = Math.Exp(b[1] - b[2] * x), y = 1 / (1 + power), slope = -b[0] * power * y * y;
            derivatives[0] = y;
            derivatives[1] = slope;
            derivatives[2] = -slope * x;
        });
    }

    /// <summary>A decay, two bells and a constant: y = b₀ exp(−b₁ x) + b₂ exp(−((x − b₃)/b₄)²) + b₅ exp(−((x − b₆)/b₇)²) + b₈.</summary>
    private static JacobianRace Gauss()
    {
        Node[] b = [9.0, 0.1, 4.0, 8.0, 2.0, 3.0, 12.0, 1.5, 0.5];
        Node Bell(Node x, int first) => b[first] * (-((x - b[first + 1]) / b[first + 2]).Pow(2)).Exp();
        Node Model(Node x) => b[0] * (-b[1] * x).Exp() + Bell(x, 2) + Bell(x, 5) + b[8];
        return new JacobianRace("9 parameters, 250 rows", b, Model, static (x, b, derivatives) =>
        {
            derivatives[0] = Math.Exp(-b[1] * x);
            derivatives[1] = -b[0] * x * derivatives[0];
            for (int i = 2; i < 8; i += 3)
            {
                double distance = (x - b[i + 1]) / b[i + 2];
                derivatives[i] = Math.Exp(-distance * distance);
                derivatives[i + 1] = 2 * b[i] * derivatives[i] * distance / b[i + 2];
                derivatives[i + 2] = derivatives[i + 1] * distance;
            }
            derivatives[8] = 1;
        });
    }

    private static void Print(string name, Func<ReadOnlySpan<Node>, Node> f)
    {
        var gradient = Contender.Of("gradient", () => Differentiate.Gradient(f, s_at));
        var hessian = Contender.Of("Hessian", () => Differentiate.Hessian(f, s_at));
        var product = Contender.Of("H v", () => Differentiate.HessianVectorProduct(f, s_at, s_direction));
        var forward = Contender.Of("J v", () => Differentiate.DirectionalDerivative(f, s_at, s_direction));
        var graph = Contender.Of("graph", () => WriteGradient(f));
        Contender.Race(gradient, hessian, product, forward, graph);
        string missed = hessian.RatioTo(gradient) <= 4 * Variables ? "" : "  missed";
        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"{name,-14}{1e3 * gradient.Milliseconds,9:F1} us{hessian.RatioTo(gradient),12:F1} x{product.RatioTo(gradient),8:F1} x"
            + $"{forward.RatioTo(gradient),8:F1} x{graph.RatioTo(gradient),8:F1} x{missed}"));
    }

    private static void WriteGradient(Func<ReadOnlySpan<Node>, Node> f)
    {
        var x = new Node[Variables];
        for (int i = 0; i < x.Length; i++) x[i] = s_at[i];
        Differentiate.Gradient(f(x), x);
    }

    private static Node Rosenbrock(ReadOnlySpan<Node> x)
    {
        var terms = new Node[x.Length - 1];
        for (int i = 0; i < terms.Length; i++) terms[i] = 100 * (x[i + 1] - x[i].Pow(2)).Pow(2) + (1 - x[i]).Pow(2);
        return Node.Sum(terms);
    }

    private static Node Network(ReadOnlySpan<Node> x)
    {
        var outputs = new Node[Hidden];
        for (int i = 0; i < Hidden; i++)
        {
            var terms = new Node[Variables];
            for (int j = 0; j < Variables; j++) terms[j] = s_weights[i * Variables + j] * x[j];
            outputs[i] = s_weights[Hidden * Variables + i] * Node.Sum(terms).Tanh();
        }
        return Node.Sum(outputs).Pow(2);
    }

    private static Node SoftMaximum(ReadOnlySpan<Node> x)
    {
        var terms = new Node[x.Length];
        for (int i = 0; i < terms.Length; i++) terms[i] = x[i] * x[(i + 1) % terms.Length] + x[i].Sin();
        return Node.LogSumExp(terms);
    }
}
