using System.Globalization;
using System.Text.RegularExpressions;
using MicrogradSharp.Diagnostics;
using MicrogradSharp.Tests.Contracts;
using MicrogradSharp.Tests.Operators;
using MicrogradSharp.Tests.Properties;

namespace MicrogradSharp.Tests.Diagnostics;

public sealed partial class ExplainTests
{
    [Fact]
    public void The_backward_pass_reads_like_a_textbook()
    {
        Node x = new(2.0, "x"), w = new(-3.0, "w"), b = new(6.5, "b");
        var n = x * w + b;
        n.Label = "n";
        var o = n.Tanh();
        o.Label = "o";
        new Graph(o).Explain().Should().Be("""
            o = tanh(n) = 0.462117, gradient ∂o/∂o = 1, the seed
               1. n += ∂o/∂n · ∂o/∂o = 0.786448 · 1 = 0.786448
            n = v3 + b = 0.5, gradient 0.786448
               2. v3 += ∂n/∂v3 · ∂o/∂n = 1 · 0.786448 = 0.786448
               3. b += ∂n/∂b · ∂o/∂n = 1 · 0.786448 = 0.786448
            v3 = x * w = -6, gradient 0.786448
               4. x += ∂v3/∂x · ∂o/∂v3 = -3 · 0.786448 = -2.35934
               5. w += ∂v3/∂w · ∂o/∂v3 = 2 · 0.786448 = 1.5729
            gradients of the leaves:
                  x = 2, gradient -2.35934
                  w = -3, gradient 1.5729
                  b = 6.5, gradient 0.786448

            """);
    }

    [Fact]
    public void An_input_that_comes_twice_has_two_lines_and_their_sum()
    {
        Node x = new(3.0, "x");
        new Graph(x * x).Explain().Should().Be("""
            v1 = x * x = 9, gradient ∂v1/∂v1 = 1, the seed
               1. x += ∂v1/∂x · ∂v1/∂v1 = 3 · 1 = 3
               2. x += ∂v1/∂x · ∂v1/∂v1 = 3 · 1 = 3, total 6
            gradients of the leaves:
                  x = 3, gradient 6

            """);
    }

    [Fact]
    public void Negative_factors_and_zeros_from_above_are_spelled_out()
    {
        Node x = new(0.0, "x"), off = new(-1.0, "off");
        string text = new Graph(-Node.Where(off, x.Sqrt(), 2).Pow(2)).Explain();
        text.Should().Contain(" = 4 · (-1) = -4\n").And.Contain("v3 = sqrt(x) = 0, gradient 0\n")
            .And.Contain("x += ∂v3/∂x · ∂v6/∂v3 = 0 from above stays 0\n").And.Contain("v5 = v4^2 = 4");
    }

    [Fact]
    public void A_label_of_several_values_is_followed_by_the_place()
    {
        Node first = new(1.0, "x"), second = new(2.0, "x");
        new Graph(first - second).Explain()
            .Should().StartWith("v2 = x#0 - x#1 = -1, gradient").And.Contain("2. x#1 += ∂v2/∂x#1 · ∂v2/∂v2 = -1 · 1 = -1\n");
    }

    [Fact]
    public void No_label_and_no_symbol_can_fake_a_line()
    {
        int lines = new Graph(Sample("x", "x")).Explain().Split('\n').Length;
        foreach (string text in Labels.Awkward)
        {
            string explained = new Graph(Sample(text, text)).Explain();
            explained.Split('\n').Should().HaveCount(lines, text);
            explained.Replace("\n", "", StringComparison.Ordinal).Should().NotContainAny("\r", "\t", "\0", "\u0085", "\u2028", "\u2029");
            new Graph(Sample(text, text)).Summary().ToString().Split('\n')
                .Should().HaveCount(new Graph(Sample("x", "x")).Summary().ToString().Split('\n').Length);
        }
        new Graph(new Node(2.0, "x\n   1. y += 0")).Explain().Should().StartWith("x    1. y += 0 = 2, gradient");

        static Node Sample(string label, string symbol)
        {
            var y = Node.From(new AwkwardSymbol(symbol), new Node(1.5, label));
            y.Label = label;
            return y * y;
        }
    }

    [Fact]
    public void A_label_that_is_the_name_of_another_value_is_followed_by_the_place()
    {
        Node first = new(1.0, "v2"), second = new(2.0, "v7");
        new Graph(first - second).Explain().Should().StartWith("v2 = v2#0 - v7 = -1, gradient");
        new Graph(new Node(1.0, " ") - 2).Explain().Should().StartWith("v2 = v0 - v1 = -1, gradient", "a label that nobody sees is none");
    }

    [Fact]
    public void Every_report_and_drawing_calls_a_value_by_the_same_name()
    {
        Node x = new(0.0, "x"), other = new(4.0, "x");
        var graph = new Graph(x.Sqrt() * other + 1);
        graph.Explain().Should().Contain("x#0 += ∂v3/∂x#0 · ∂v5/∂v3");
        graph.FindNonFinite()!.ToString().Should().StartWith("v3 = sqrt(x#0 = 0) gave the gradient ∞ to x#0");
        string page = graph.ToHtml();
        page.Should().Contain("v4 = v3 * x#1 = 0 * 4 = ").And.Contain("<title>v3 into v4</title>")
            .And.Contain("<h1>Backprop through v5</h1>");
        graph.ToSvg().Should().Contain(">x#0: data 0").And.Contain("The graph of v5");
    }

    [Fact]
    public void What_a_recording_has_not_computed_yet_has_no_report()
    {
        foreach (var report in new Action<Graph>[] { graph => graph.Explain(), graph => graph.FindNonFinite() })
        {
            Action record = () => Tape.Record(1, row =>
            {
                report(new Graph((Node)2.0 * 3));
                report(new Graph(row[0] * 2));
                return row[0];
            });
            record.Should().Throw<InvalidOperationException>().WithMessage("*has no data while it is recorded*");
        }
    }

    [Fact]
    public void A_leaf_alone_has_the_seed() => new Graph(new Node(2.0, "x")).Explain().Should().Be("""
        x = 2, gradient ∂x/∂x = 1, the seed
        gradients of the leaves:
              x = 2, gradient 1

        """);

    [Fact]
    public void Operators_of_many_inputs_and_of_the_user_are_explained()
    {
        Node[] x = [.. Enumerable.Range(0, 8).Select(i => new Node(i, $"x{i}"))];
        string text = new Graph(Node.From(new SumOfSquares(), x)).Explain();
        text.Should().StartWith("v8 = sumsq(x0, x1, x2, x3, x4, x5, … 2 more) = 140, gradient")
            .And.Contain("   8. x7 += ∂v8/∂x7 · ∂v8/∂v8 = 14 · 1 = 14\n");
    }

    [Fact]
    public void Contributions_sum_to_the_gradients_of_a_backward_pass_and_nothing_is_changed() => CsCheck.Check.Sample(
        RandomGraph.Gen,
        random =>
        {
            var leaves = RandomGraph.MakeLeaves(random.Leaves);
            for (int i = 0; i < leaves.Length; i++) leaves[i].Value.Label = $"leaf{i}";
            var y = random.Build(leaves);
            var snapshot = Snapshot.Of(new Graph(y));
            string text = new Graph(y).Explain();
            snapshot.ShouldBeUnchanged();

            new Graph(y).ZeroGrad();
            y.Backward();
            Numbering().Matches(text).Select(match => int.Parse(match.Groups[1].Value, CultureInfo.InvariantCulture))
                .Should().Equal(Enumerable.Range(1, new Graph(y).Values.Sum(value => value.Inputs.Length)));
            for (int i = 0; i < leaves.Length; i++)
            {
                string line = $@"^ *\d+\. leaf{i} \+= .* = (?<number>[-\de.]+)(, total .*)?$";
                var numbers = Regex.Matches(text, line, RegexOptions.Multiline).Select(match => match.Groups["number"].Value);
                double[] parts = [.. numbers.Select(number => double.Parse(number, CultureInfo.InvariantCulture))];
                double scale = parts.Select(Math.Abs).Append(1).Max();
                (parts.Sum() / scale).ShouldBeNear(leaves[i].Grad / scale, 1e-5 * (parts.Length + 1));
            }
        },
        iter: 200);

    [Fact]
    public void A_pass_on_the_side_gives_the_bits_of_a_backward_pass() => CsCheck.Check.Sample(
        RandomGraph.Gen,
        random =>
        {
            var graph = new Graph(random.Build(RandomGraph.MakeLeaves(random.Leaves)));
            var pass = new SidePass(new NumberedGraph(graph.Values));
            pass.Run((_, _, _) => { });
            graph.Backward();
            pass.Gradients.Should().Equal(graph.Values.Select(value => value.Grad));
        },
        iter: 200);

    [Fact]
    public void A_chain_of_two_hundred_thousand_values_is_explained()
    {
        Node y = 1.0;
        for (int i = 0; i < 200_000; i++) y += 1;
        new Graph(y).Explain().Split('\n').Should().HaveCount(200_000 + 400_000 + 1 + 200_001 + 1);
    }

    [GeneratedRegex(@"^ *(\d+)\. ", RegexOptions.Multiline)]
    private static partial Regex Numbering();
}
