using CsCheck;

namespace MicrogradSharp.Tests.Derivatives;

public sealed class PathSearchTests
{
    private int _visited;

    [Fact]
    public void A_force_in_a_loop_does_not_visit_the_steps_before()
    {
        Node x = 1.0, v = 0.0;
        CheckSteps(() =>
        {
            v -= 0.01 * Gradient(x.Pow(2) / 2 + x.Pow(4), x)[0];
            x += 0.01 * v;
        });
    }

    [Fact]
    public void A_value_beside_the_xs_does_not_lead_into_its_history()
    {
        Node x = 1.0, v = 0.0;
        CheckSteps(() =>
        {
            v -= 0.01 * Gradient(x.Pow(2) / 2 + 0.1 * v * x, x)[0];
            x += 0.01 * Gradient(v.Pow(2) / 2 + 0.1 * v * x, v)[0];
        });
    }

    [Fact]
    public void Several_xs_do_not_lead_into_the_history_of_each_other()
    {
        Node[] q = [1.0, 0.5], p = [0.0, 0.3];
        Node mass = 2.0;
        mass.Backward();
        CheckSteps(() =>
        {
            var slopes = Gradient(Energy(q, p, mass), q[0], q[1], p[0], p[1]);
            for (int i = 0; i < 2; i++) (q[i], p[i]) = (q[i] + 0.01 * slopes[2 + i], p[i] - 0.01 * slopes[i]);
        });
    }

    [Fact]
    public void A_state_that_depends_on_the_one_before_does_not_lead_further_back()
    {
        Node before = 1.0, x = 1.01;
        CheckSteps(() =>
        {
            var slopes = Gradient((x - before).Pow(2) - 0.01 * x * before, x, before);
            (before, x) = (x, x - 0.1 * slopes[0]);
            slopes[1].Data.Should().NotBe(0);
        });
    }

    [Fact]
    public void Second_derivatives_in_a_loop_do_not_visit_the_steps_before()
    {
        Node x = 1.0, v = 0.0;
        CheckSteps(() =>
        {
            var force = Gradient((x * v.Cos()).Sin() + x.Pow(4), x)[0];
            var stiffness = Gradient(force, x)[0];
            v -= force / (1 + stiffness.Pow(2));
            x += 0.01 * v;
        });
    }

    [Fact]
    public void A_loop_goes_on_in_constant_steps_after_a_backward_pass_over_its_history()
    {
        Node x = 1.0, v = 0.0;
        void Step()
        {
            v -= 0.01 * Gradient(x.Pow(4) + 0.1 * v * x, x)[0];
            x += 0.01 * v;
        }
        for (int n = 0; n < 50; n++) Step();
        (x + v).Backward();
        Step();
        CheckSteps(Step);
    }

    [Fact]
    public void A_parameter_that_the_whole_history_depends_on_gets_its_whole_derivative()
    {
        Node stiffness = 3.0, x = 1.0, v = 0.0;
        for (int n = 0; n < 20; n++)
        {
            v -= 0.1 * Gradient(0.5 * stiffness * x.Pow(2), x)[0];
            x += 0.1 * v;
        }
        var slopes = Gradient(x.Pow(2), x, stiffness);
        x.Pow(2).Backward();
        slopes[0].Data.Should().Be(2 * x.Data);
        slopes[1].Data.Should().BeApproximately(stiffness.Grad, 1e-14).And.NotBe(0);
    }

    [Fact]
    public void It_finds_the_operations_on_a_path_and_no_others()
    {
        Node x = 1.0, other = 2.0;
        var beside = other.Exp();
        var inner = x.Sin();
        var between = inner * beside;
        var y = between + beside;
        Places(y, x).Should().Equal(x.Value, inner.Value, between.Value, y.Value);
        Places(y, inner).Should().Equal(inner.Value, between.Value, y.Value);
        Places(y, inner, x, inner).Should().Equal(inner.Value, x.Value, between.Value, y.Value);
        Places(y, y, inner).Should().Equal(y.Value, inner.Value, between.Value);
        Places(y, y).Should().Equal(y.Value);
        Places(y, x.Exp()).Should().HaveCount(1);
        PathSearch.Run(y.Value, [inner, x]).Operations.Should().Equal(inner.Value, between.Value, y.Value);
        Places(y).Should().BeEmpty();
    }

    [Fact]
    public void A_search_after_another_visits_as_many_values()
    {
        Node x = 2.0;
        x.Backward();
        var early = x * 3;
        var y = early * x;
        for (int again = 0; again < 3; again++)
        {
            PathSearch.Run(y.Value, [x]).VisitedCount.Should().Be(3);
            PathSearch.Run(y.Value, [early]).VisitedCount.Should().Be(2);
            PathSearch.Run(early.Value, [y]).Operations.Should().BeEmpty();
        }
    }

    [Fact]
    public void Nothing_below_a_single_x_is_visited()
    {
        Node x = 1.0;
        for (int n = 0; n < 100; n++) x = x.Sin();
        var y = x * x.Exp();
        PathSearch.Run(y.Value, [x]).VisitedCount.Should().Be(3);
        y.Backward();
        PathSearch.Run(y.Value, [x]).VisitedCount.Should().Be(3, "when x was made does not matter");
    }

    [Fact]
    public void It_finds_what_a_search_of_every_value_finds() => Gen.Int[0, int.MaxValue].Sample(seed =>
    {
        var random = new Random(seed);
        var made = new List<Node> { 1.0, 2.0, 3.0 };
        for (int n = 0; n < 40; n++)
        {
            made.Add(random.Next(6) == 0 ? 0.5 : Node.Sum([.. Enumerable.Range(0, random.Next(1, 4)).Select(_ => Any())]));
            if (random.Next(8) == 0) Any().Backward();
            if (random.Next(4) == 0) CheckAny();
        }
        for (int again = 0; again < 3; again++) CheckAny();

        Node Any() => made[random.Next(2) == 0 ? random.Next(made.Count) : Math.Max(made.Count - random.Next(1, 6), 0)];

        void CheckAny()
        {
            Node[] xs = [.. Enumerable.Range(0, random.Next(1, 4)).Select(_ => Any())];
            var y = Any();
            var search = PathSearch.Run(y.Value, xs);
            var below = Below(y.Value);
            bool DependsOnAny(Value value) => value.Inputs.ToArray().Any(input => xs.Any(x => Below(input).Contains(x.Value)));
            var expected = below.Where(value => !value.IsLeaf && DependsOnAny(value));
            search.Operations.SequenceEqual(expected).Should().BeTrue();
        }
    });

    [Fact]
    public void It_takes_its_marks_back()
    {
        Node x = 2.0;
        var made = x.Exp() * x;
        made.Backward();
        var y = made.Sin() * x;
        long[] before = Marks();
        Gradient(y, x, made);
        Marks().Should().Equal(before);

        long[] Marks() => [x.Value.VisitedBy, made.Value.VisitedBy, y.Value.VisitedBy, y.Value.Inputs[0].VisitedBy];
    }

    private static Node Energy(Node[] q, Node[] p, Node mass) =>
        (p[0].Pow(2) + p[1].Pow(2)) / (2 * mass) + (q[0].Pow(2) + 2 * q[1].Pow(2) + q[0].Pow(2) * q[1]) / 2 + 0.01 * q[0] * p[1];

    private static IEnumerable<Value> Places(Node y, params ReadOnlySpan<Node> xs) =>
        PathSearch.Run(y.Value, xs).Places.OrderBy(place => place.Value).Select(place => place.Key);

    /// <summary>Returns the value and everything that it depends on, inputs first.</summary>
    private static List<Value> Below(Value value)
    {
        List<Value> found = [];
        Visit(value);
        return found;

        void Visit(Value next)
        {
            if (found.Contains(next)) return;
            foreach (var input in next.Inputs) Visit(input);
            if (!found.Contains(next)) found.Add(next);
        }
    }

    private Node[] Gradient(Node y, params ReadOnlySpan<Node> xs)
    {
        _visited += PathSearch.Run(y.Value, xs).VisitedCount;
        return Differentiate.Gradient(y, xs);
    }

    /// <summary>Runs 200 steps. None may visit more values than a few steps create, although thousands exist by the last step.</summary>
    /// <remarks>
    /// The numbers are not exact: tests on other threads traverse graphs too, so that more values can be told apart and fewer are visited.
    /// </remarks>
    private void CheckSteps(Action step)
    {
        for (int n = 0; n < 200; n++)
        {
            _visited = 0;
            step();
            _visited.Should().BeInRange(1, 100, "step {0} must cost what a step costs", n);
        }
    }
}
