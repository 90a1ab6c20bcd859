using CsCheck;
using MicrogradSharp.Optim;
using MicrogradSharp.Optim.Minimizing;
using MicrogradSharp.Tests.Contracts;

namespace MicrogradSharp.Tests.Optim;

public sealed class MinimizeTests
{
    private delegate MinimizeResult Method(Func<ReadOnlySpan<Node>, Node> function, ReadOnlySpan<double> start, MinimizeOptions? options);

    public static TheoryData<string> Methods => ["L-BFGS", "Newton"];

    [Fact]
    public void Newtons_method_minimises_a_quadratic_in_one_step() => Quadratics().Sample(sample =>
    {
        var (matrix, solution) = sample;
        double[] near = [.. solution.Select(x => x + 0.4)];      // within the first trust region
        var result = Minimize.Newton(Quadratic(matrix, solution), near);
        result.Converged.Should().BeTrue(result.Message);
        result.Iterations.Should().Be(1);
        for (int i = 0; i < solution.Length; i++) result.Minimizer[i].ShouldBeNear(solution[i], 1e-6);
        result = Minimize.Newton(Quadratic(matrix, solution), [.. solution.Select(x => x + 90)]);
        result.Iterations.Should().BeLessThanOrEqualTo(3, "the region grows fast where the model is exact");
        for (int i = 0; i < solution.Length; i++) result.Minimizer[i].ShouldBeNear(solution[i], 1e-6);    // the gradient is small enough
    });

    [Fact]
    public void Lbfgs_minimises_a_quadratic_to_the_solution() => Quadratics().Sample(sample =>
    {
        var (matrix, solution) = sample;
        var result = Minimize.Lbfgs(Quadratic(matrix, solution), new double[solution.Length]);
        result.Converged.Should().BeTrue(result.Message);
        for (int i = 0; i < solution.Length; i++) result.Minimizer[i].ShouldBeNear(solution[i], 1e-7);
    });

    [Fact]
    public void Bounds_that_no_step_meets_change_nothing_but_rounding() => Quadratics().Sample(sample =>
    {
        // on bounded variables, the direction comes from the compact matrix instead of the two loops
        var (matrix, solution) = sample;
        var options = new MinimizeOptions { Lower = [.. solution.Select(_ => -1e6)], MaxIterations = 6 };
        var bounded = Minimize.Lbfgs(Quadratic(matrix, solution), new double[solution.Length], options);
        var free = Minimize.Lbfgs(Quadratic(matrix, solution), new double[solution.Length], new MinimizeOptions { MaxIterations = 6 });
        for (int i = 0; i < solution.Length; i++) bounded.Minimizer[i].ShouldBeNear(free.Minimizer[i], 1e-6);
    });

    [Theory]
    [MemberData(nameof(Methods))]
    public void A_quadratic_with_bounds_ends_where_the_conditions_of_optimality_hold(string method) => Quadratics().Sample(sample =>
    {
        var (matrix, solution) = sample;
        int n = solution.Length;
        var options = new MinimizeOptions { Lower = [.. solution.Select(_ => -0.5)], Upper = [.. solution.Select(_ => 0.7)] };
        var result = Of(method)(Quadratic(matrix, solution), new double[n], options);
        result.Converged.Should().BeTrue(result.Message);
        for (int i = 0; i < n; i++)
        {
            double x = result.Minimizer[i], slope = result.Gradient[i];
            x.Should().BeInRange(-0.5, 0.7);
            if (x == -0.5) slope.Should().BeGreaterThan(-1e-7);
            else if (x == 0.7) slope.Should().BeLessThan(1e-7);
            else slope.ShouldBeNear(0, 1e-6);
        }
    });

    [Theory]
    [MemberData(nameof(Methods))]
    public void The_order_of_the_variables_does_not_matter(string method)
    {
        var forward = Of(method)(UnconstrainedProblems.Wood, [-3, -1, -2, -1.5], null);
        var backward = Of(method)(x => UnconstrainedProblems.Wood([x[3], x[2], x[1], x[0]]), [-1.5, -2, -1, -3], null);
        for (int i = 0; i < 4; i++) backward.Minimizer[3 - i].ShouldBeNear(forward.Minimizer[i], 1e-6);
    }

    [Theory]
    [MemberData(nameof(Methods))]
    public void A_function_multiplied_by_a_power_of_two_gives_the_same_points(string method)
    {
        var plain = Of(method)(UnconstrainedProblems.Rosenbrock, [-1.2, 1], new MinimizeOptions { MaxIterations = 10 });
        var scaled = Of(method)(x => 1024 * UnconstrainedProblems.Rosenbrock(x), [-1.2, 1], new MinimizeOptions { MaxIterations = 10 });
        scaled.Minimizer.Should().Equal(plain.Minimizer);
    }

    [Theory]
    [MemberData(nameof(Methods))]
    public void A_large_constant_costs_no_digits_of_the_minimum(string method)
    {
        var result = Of(method)(x => UnconstrainedProblems.Rosenbrock(x) + 1e6, [-1.2, 1], null);
        result.Converged.Should().BeTrue(result.Message);
        foreach (double x in result.Minimizer) x.ShouldBeNear(1, 1e-8);
    }

    [Theory]
    [MemberData(nameof(Methods))]
    public void The_same_input_gives_the_same_bits(string method)
    {
        var first = Of(method)(UnconstrainedProblems.Wood, [-3, -1, -3, -1], null);
        var second = Of(method)(UnconstrainedProblems.Wood, [-3, -1, -3, -1], null);
        second.Minimizer.Should().Equal(first.Minimizer);
        second.Evaluations.Should().Be(first.Evaluations);
    }

    [Theory]
    [MemberData(nameof(Methods))]
    public void Where_the_function_is_not_finite_a_shorter_step_is_tried(string method)
    {
        // the logarithm of a negative number is NaN, and steps from 50 are long
        var result = Of(method)(x => x[0] - x[0].Log(), [50], null);
        result.Converged.Should().BeTrue(result.Message);
        result.Minimizer[0].ShouldBeNear(1, 1e-8);
    }

    [Theory]
    [MemberData(nameof(Methods))]
    public void A_function_of_nothing_is_at_its_minimum(string method)
    {
        Node outside = 3.0;
        var result = Of(method)(_ => outside * 2, [1, 2], null);
        result.StopReason.Should().Be(SolverStopReason.GradientConverged);
        result.Minimizer.Should().Equal(1, 2);
        result.Gradient.Should().Equal(0, 0);
        result.Value.Should().Be(6);
    }

    [Theory]
    [MemberData(nameof(Methods))]
    public void A_variable_that_the_function_ignores_stays(string method)
    {
        var result = Of(method)(x => (x[0] - 4).Pow(2), [1, 2], null);
        result.Minimizer[0].ShouldBeNear(4, 1e-8);
        result.Minimizer[1].Should().Be(2);
    }

    [Theory]
    [MemberData(nameof(Methods))]
    public void A_variable_with_equal_bounds_is_fixed(string method)
    {
        var result = Of(method)(UnconstrainedProblems.Rosenbrock, [0.5, 1], new MinimizeOptions { Lower = [0.5, -5], Upper = [0.5, 5] });
        result.Minimizer[0].Should().Be(0.5);
        result.Minimizer[1].ShouldBeNear(0.25, 1e-9);
    }

    [Theory]
    [MemberData(nameof(Methods))]
    public void A_function_without_a_minimum_ends_soon_and_does_not_claim_one(string method)
    {
        Func<ReadOnlySpan<Node>, Node>[] functions = [p => -p[0], p => -(p[0] * p[0]), p => -p[0].Pow(4), p => p[0] - p[1] * p[1]];
        foreach (var function in functions)
        {
            var result = Of(method)(function, [0.1, 0.2], null);
            result.StopReason.Should().Be(SolverStopReason.NonFinite);
            result.Message.Should().Contain("It may have no minimum");
            result.Evaluations.Should().BeLessThan(3000);
        }
    }

    [Theory]
    [MemberData(nameof(Methods))]
    public void Bounds_closer_than_the_tolerance_do_not_make_every_point_a_minimum(string method)
    {
        // capacities in farads
        var options = new MinimizeOptions { Lower = [1e-12, 0, 1e-12], Upper = [1e-9, 1e-9, 1e-12] };
        var result = Of(method)(p => (p[0] / 1e-10 - 3).Pow(2) + 1e10 * p[1] - p[2], [9e-10, 1e-9, 1e-12], options);
        result.Converged.Should().BeTrue(result.Message);
        result.Minimizer[0].ShouldBeNear(3e-10, 1e-16);
        result.Minimizer[1].Should().Be(0);
        result.Minimizer[2].Should().Be(1e-12);
    }

    [Theory]
    [MemberData(nameof(Methods))]
    public void A_large_constant_does_not_make_a_higher_point_better(string method)
    {
        foreach (double start in (double[])[2.1, 2.3, 2.5])
        {
            var result = Of(method)(p => 1e10 + 0.4 * (10 * p[0]).Cos(), [start], null);
            result.Value.Should().BeLessThan(1e10 - 0.399);
        }
        var valley = Of(method)(p => 1e11 + (1 + p[0] * p[0]).Sqrt() + 0 * p[1], [1.3, 100], null);
        valley.Minimizer[0].ShouldBeNear(0, 1e-2);
    }

    [Theory]
    [MemberData(nameof(Methods))]
    public void No_point_outside_the_bounds_is_evaluated_not_even_by_rounding(string method)
    {
        for (int seed = 0; seed < 300; seed++)
        {
            var random = new Random(seed);
            int count = 1 + random.Next(4);
            double[] lower = new double[count], upper = new double[count], start = new double[count], center = new double[count];
            for (int i = 0; i < count; i++)
            {
                lower[i] = random.NextDouble() * 4 - 2;
                upper[i] = lower[i] + random.NextDouble() * 3;
                start[i] = Math.Clamp(lower[i] + (upper[i] - lower[i]) * random.NextDouble(), lower[i], upper[i]);
                center[i] = random.NextDouble() * 12 - 6;
            }
            var result = ByHand(method, center, noise: 0, start, new MinimizeOptions { Lower = lower, Upper = upper }, out int outside);
            result.Converged.Should().BeTrue($"{result}, seed {seed}");
            outside.Should().Be(0, $"seed {seed}");
        }
    }

    [Theory]
    [MemberData(nameof(Methods))]
    public void Values_with_rounding_errors_cost_no_digits_of_the_minimum(string method)
    {
        for (int seed = 0; seed < 6; seed++)
        {
            var result = ByHand(method, [0.3 * seed, 1.7, -2.2, 0.4], noise: 4e-13, new double[4], new MinimizeOptions(), out _);
            result.StopReason.Should().Be(SolverStopReason.GradientConverged, $"{result}, seed {seed}");
        }
    }

    [Fact]
    public void Newtons_method_finds_the_bounds_of_a_minimum_in_few_steps()
    {
        double[] lower = new double[20], start = new double[20];
        Array.Fill(start, 1);
        var result = Minimize.Newton(Chain, start, new MinimizeOptions { Lower = lower });
        result.Minimizer.Should().Contain(0).And.Contain(x => x > 0.1);
        result.Converged.Should().BeTrue(result.Message);
        result.Iterations.Should().BeLessThanOrEqualTo(2, "variables at a bound stay out of the search, and searches bend at bounds");

        static Node Chain(ReadOnlySpan<Node> p)
        {
            Node sum = 0;
            for (int i = 0; i < p.Length; i++)
            {
                sum += (p[i] - 2 * Math.Sin(3 * i)).Pow(2);
                if (i > 0) sum += 3 * (p[i] - p[i - 1]).Pow(2);
            }
            return sum;
        }
    }

    [Theory]
    [MemberData(nameof(Methods))]
    public void Nodes_from_outside_do_not_change(string method)
    {
        Node target = 3.0, made = target * 2;
        (target.Grad, made.Grad) = (7, 8);
        var result = Of(method)(x => (x[0] - made).Pow(2) + (x[1] - target).Pow(4), [0, 0], null);
        result.Minimizer[0].ShouldBeNear(6, 1e-8);
        (target.Data, target.Grad, made.Data, made.Grad).Should().Be((3, 7, 6, 8));
    }

    [Theory]
    [MemberData(nameof(Methods))]
    public void A_step_allocates_nothing(string method)
    {
        double[] start = [.. Enumerable.Range(0, 200).Select(i => i % 2 == 0 ? -1.2 : 1)], low = [.. start.Select(_ => -1.5)];
        foreach (double[]? lower in new[] { null, low })
        {
            long few = Bytes(5), more = Bytes(15);
            (more - few).Should().BeLessThan(512, "two messages differ in length, and an array of a step would have 1,600 bytes");

            long Bytes(int iterations)
            {
                var options = new MinimizeOptions { MaxIterations = iterations, Lower = lower };
                return Allocated.By(
                    () => Of(method)(UnconstrainedProblems.ExtendedRosenbrock, start, options).Iterations.Should().Be(iterations));
            }
        }
    }

    [Fact]
    public void A_product_is_that_of_its_point_after_another_point_was_tried()
    {
        double[] here = [-1.2, 1], there = [2, 3], v = [1, 2], before = new double[2], after = new double[2], gradient = new double[2];
        var objective = new NodeObjective(UnconstrainedProblems.Rosenbrock, here);
        objective.Evaluate(here, gradient);
        objective.MultiplyHessian(here, v, before);
        before.Should().Equal(Differentiate.HessianVectorProduct(UnconstrainedProblems.Rosenbrock, here, v));
        objective.Evaluate(there, gradient);
        objective.MultiplyHessian(here, v, after);
        after.Should().Equal(before);
    }

    /// <summary>Minimises 1000 + Σ i (cosh(xᵢ − cᵢ) − 1), with errors of a relative size in the values.</summary>
    private static MinimizeResult ByHand(
        string method, double[] center, double noise, double[] start, MinimizeOptions options, out int outside)
    {
        int beyond = 0;
        var result = method == "Newton" ? Minimize.Newton(Function, Product, start, options) : Minimize.Lbfgs(Function, start, options);
        outside = beyond;
        return result;

        double Function(ReadOnlySpan<double> x, Span<double> gradient)
        {
            ulong bits = 0;
            double sum = 0;
            for (int i = 0; i < x.Length; i++)
            {
                if (x[i] < options.Lower?[i] || x[i] > options.Upper?[i]) beyond++;
                bits = (bits ^ BitConverter.DoubleToUInt64Bits(x[i])) * 0x9E3779B97F4A7C15;
                sum += (i + 1) * (Math.Cosh(x[i] - center[i]) - 1);
                gradient[i] = (i + 1) * Math.Sinh(x[i] - center[i]);
            }
            return sum + 1000 * (1 + noise * (bits >> 40) / (1 << 24));
        }

        void Product(ReadOnlySpan<double> x, ReadOnlySpan<double> v, Span<double> product)
        {
            for (int i = 0; i < x.Length; i++) product[i] = (i + 1) * Math.Cosh(x[i] - center[i]) * v[i];
        }
    }

    private static Method Of(string method) => method == "Newton" ? Minimize.Newton : Minimize.Lbfgs;

    /// <summary>½ (x − s)ᵀA(x − s).</summary>
    private static Func<ReadOnlySpan<Node>, Node> Quadratic(double[,] matrix, double[] solution) => x =>
    {
        int n = solution.Length;
        var moved = new Node[n];
        for (int i = 0; i < n; i++) moved[i] = x[i] - solution[i];
        Node sum = 0;
        for (int i = 0; i < n; i++)
        {
            for (int j = 0; j < n; j++) sum += 0.5 * matrix[i, j] * moved[i] * moved[j];
        }
        return sum;
    };

    /// <summary>Positive definite matrices BᵀB + ½ I, and solutions.</summary>
    private static Gen<(double[,] Matrix, double[] Solution)> Quadratics() => Gen.Int[1, 6].SelectMany(n => Gen.Select(
        Gen.Double[-1, 1].Array[n * n], Gen.Double[-2, 2].Array[n], (b, solution) =>
        {
            double[,] matrix = new double[n, n];
            for (int i = 0; i < n; i++)
            {
                for (int j = 0; j < n; j++)
                {
                    matrix[i, j] = i == j ? 0.5 : 0;
                    for (int k = 0; k < n; k++) matrix[i, j] += b[k * n + i] * b[k * n + j];
                }
            }
            return (matrix, solution);
        }));
}
