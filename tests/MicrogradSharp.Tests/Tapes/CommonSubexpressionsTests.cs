using System.Runtime.CompilerServices;
using MicrogradSharp.Tapes.Recording;
using MicrogradSharp.Tapes.Rewriting;

namespace MicrogradSharp.Tests.Tapes;

public sealed class CommonSubexpressionsTests
{
    private readonly Node _w = 2.0;

    [Fact]
    public void What_is_written_twice_is_computed_once()
    {
        var merged = Merge(row => (row[0] * _w + 1).Tanh() + (row[0] * _w + 1).Tanh());
        Recorded.Symbols(merged).Should().Equal("*", "+", "tanh", "+");
        merged.Outputs[0].Inputs[0].Should().BeSameAs(merged.Outputs[0].Inputs[1]);
    }

    [Fact]
    public void The_same_constant_is_kept_once()
    {
        Merge(row => row[0] * 2 + (row[1] - 2) + 3).Terms.OfType<ConstantTerm>().Select(term => term.Number).Should().Equal(2, 3);
    }

    [Fact]
    public void Zero_and_minus_zero_are_two_constants_and_NaN_is_one() =>
        Merge(row => row[0] * 0.0 + row[1] * -0.0 + double.NaN + double.NaN).Terms.OfType<ConstantTerm>().Should().HaveCount(3);

    [Fact]
    public void The_order_of_inputs_and_their_number_count() =>
        Recorded.Symbols(Merge(row => [row[0] - row[1], row[1] - row[0], Node.Sum(row[0]), Node.Sum(row[0], row[0])]))
            .Should().HaveCount(4);

    [Fact]
    public void Different_rules_on_the_same_inputs_stay_apart()
    {
        var merged = Merge(
            row => [row[0].Tanh(), row[0].Exp(), row[0].Pow(3), row[0].Pow(4), row[0].LeakyReLU(0.1), row[0].LeakyReLU(0.2)]);
        Recorded.Symbols(merged).Should().HaveCount(6);
    }

    [Fact]
    public void Outputs_may_merge()
    {
        var merged = Merge(row => [row[0].Tanh(), row[0].Tanh()]);
        merged.Outputs[0].Should().BeSameAs(merged.Outputs[1]);
    }

    [Fact]
    public void Terms_are_found_by_rule_and_inputs_not_compared_with_all_that_went_before()
    {
        int comparisons = 0;
        var rule = new CountedRule(() => comparisons++);
        Merge(row =>
        {
            var y = row[0];
            for (int i = 0; i < 300; i++) y = Node.From(rule, y);       // one rule, other inputs
            return y;
        });
        // Other rules, one input.
        Merge(row => [.. Enumerable.Repeat(row[0], 300).Select(x => Node.From(new CountedRule(() => comparisons++), x))]);
        comparisons.Should().BeLessThan(30, "300 terms have 44,850 pairs");
    }

    [Fact]
    public void Merged_values_get_the_gradients_of_every_use() =>
        EagerRows.Check(2, row => (_w * row[0]).Tanh() * row[1] + (_w * row[0]).Tanh() + _w.Exp() * _w.Exp(), [1, 2, 3, -4, -0.5, 0.25]);

    private static RecordedFunction Merge(Func<ReadOnlySpan<Node>, Node> function) => Merge(row => [function(row)]);

    private static RecordedFunction Merge(Func<ReadOnlySpan<Node>, Node[]> function) =>
        CommonSubexpressions.Merge(Recorded.Of(2, function));

    private sealed class CountedRule(Action compared) : UnaryExpr
    {
        public override string Symbol => "counted";

        public override bool Equals(object? obj)
        {
            compared();
            return ReferenceEquals(this, obj);
        }

        public override int GetHashCode() => RuntimeHelpers.GetHashCode(this);

        protected override double Evaluate(double x) => x;

        protected override double Slope(double x, double y) => 1;
    }
}
