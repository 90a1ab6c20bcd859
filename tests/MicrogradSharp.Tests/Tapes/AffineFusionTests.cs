using MicrogradSharp.Tapes.Recording;
using MicrogradSharp.Tapes.Rewriting;

namespace MicrogradSharp.Tests.Tapes;

public sealed class AffineFusionTests
{
    private static readonly double[] s_rows = [1.5, -2, 0.5, 3, -1, 0.25, 2, 2];

    private readonly Node _w = 2.0, _v = -3.0, _b = 0.5;

    [Fact]
    public void A_sum_of_products_and_a_bias_becomes_one_affine_term()
    {
        var affine = OnlyAffine(row => Node.Sum(_w * row[0], row[1] * _v, _b));
        affine.Bias.Should().BeOfType<ParameterTerm>().Which.Position.Should().Be(2);
        affine.Weights.Cast<ParameterTerm>().Select(weight => weight.Position).Should().Equal(0, 1);
        affine.Values.Cast<InputTerm>().Select(value => value.Column).Should().Equal(0, 1);
    }

    [Fact]
    public void A_chain_of_additions_becomes_one_affine_term()
    {
        var affine = OnlyAffine(row => _b + _w * row[0] + row[1] * _v);
        affine.Values.Cast<InputTerm>().Select(value => value.Column).Should().Equal(0, 1);
        affine.Bias.Should().BeOfType<ParameterTerm>();
    }

    [Fact]
    public void Subtraction_and_negation_of_a_product_turn_its_sign()
    {
        var affine = OnlyAffine(row => -(_w * row[0]) - _v * row[1] + -(-_b));
        affine.Weights.Should().AllSatisfy(weight => weight.Should().BeOfType<ApplyTerm>().Which.Rule.Should().BeOfType<Negate>());
        affine.Bias.Should().BeOfType<ApplyTerm>();
        OnlyAffine(row => -(_w * row[0])).Weights
            .Should().ContainSingle().Which.Should().BeOfType<ApplyTerm>().Which.Rule.Should().BeOfType<Negate>();
    }

    [Fact]
    public void A_sum_in_brackets_is_added_whole()
    {
        Symbols(row => _w * row[0] - (_v * row[1] - _b)).Should().Equal("neg", "affine", "neg", "affine");
        Symbols(row => -(_w * row[0] - _b)).Should().Equal("neg", "affine", "neg");
    }

    [Fact]
    public void The_bias_is_added_where_the_code_adds_it()
    {
        OnlyAffine(row => _b + _w * row[0] + row[1] * _v).AddsBiasLast.Should().BeFalse();
        OnlyAffine(row => _w * row[0] + _b + row[1] * _v).AddsBiasLast.Should().BeFalse("a + b = b + a");
        OnlyAffine(row => _w * row[0] + row[1] * _v + _b).AddsBiasLast.Should().BeTrue();
        OnlyAffine(row => _b + Node.Dot([_w, _v], row)).AddsBiasLast.Should().BeTrue();
        OnlyAffine(row => Node.Sum(_b, Node.Dot([_w, _v], row))).AddsBiasLast.Should().BeTrue();
    }

    [Fact]
    public void A_dot_product_of_parameters_and_columns_fuses_also_when_they_are_mixed()
    {
        OnlyAffine(row => Node.Dot([_w, _v], row) + _b).Values.Should().HaveCount(2);
        OnlyAffine(row => Node.Dot([_w, row[1]], [row[0], _v])).Values.Should().HaveCount(2);
    }

    [Fact]
    public void A_dot_product_that_multiplies_two_columns_stays() =>
        Symbols(row => Node.Dot([_w, row[1]], [row[0], row[0]])).Should().Equal("dot");

    [Fact]
    public void A_product_alone_has_a_bias_of_zero() =>
        OnlyAffine(row => row[0] * _w).Bias.Should().BeOfType<ConstantTerm>().Which.Number.Should().Be(0);

    [Fact]
    public void A_varying_value_without_a_weight_has_weight_one()
    {
        var affine = OnlyAffine(row => 1 - row[0]);
        affine.Weights[0].Should().BeOfType<ApplyTerm>().Which.Inputs[0].Should().BeOfType<ConstantTerm>().Which.Number.Should().Be(1);
    }

    [Fact]
    public void Biases_at_the_beginning_are_added_once_a_pass()
    {
        var affine = OnlyAffine(row => _b - _v + 3 + _w * row[0]);
        affine.Bias.Should().BeOfType<ApplyTerm>().Which.IsVarying.Should().BeFalse();
    }

    [Fact]
    public void One_of_the_later_biases_is_part_of_the_affine_term() =>
        Symbols(row => _w * row[0] + _b - _v + 3).Should().Equal("affine", "-", "+");

    [Fact]
    public void A_product_that_is_used_twice_is_computed_once_and_its_users_take_it_with_weight_one()
    {
        Func<ReadOnlySpan<Node>, Node> function = row =>
        {
            var shared = _w * row[0];
            return (shared + _b) * shared;
        };
        var affine = Fuse(function).Terms.OfType<AffineTerm>().ToArray();
        affine.Should().HaveCount(2);
        affine[1].Values.Should().Equal(affine[0]);
        EagerRows.Check(2, function, s_rows);
    }

    [Fact]
    public void A_product_that_is_an_output_too_is_not_opened()
    {
        var function = AffineFusion.Fuse(Recorded.Of(2, row =>
        {
            var product = _w * row[0];
            return [product + _b, product];
        }));
        function.Outputs[0].Should().BeOfType<AffineTerm>().Which.Values.Should().Equal(function.Outputs[1]);
    }

    [Fact]
    public void A_sum_that_is_used_twice_is_not_opened()
    {
        var function = Fuse(row =>
        {
            var sum = _w * row[0] + row[1];
            return sum * sum + (sum + _b).Tanh();
        });
        function.Terms.OfType<AffineTerm>().Should().HaveCount(2);
    }

    [Fact]
    public void Sums_and_products_of_columns_alone_stay()
    {
        Symbols(row => row[0] + row[1]).Should().Equal("+");
        Symbols(row => Node.Sum(row[0], row[1] * row[0])).Should().Equal("*", "sum");
        Symbols(row => -(row[0] - row[1])).Should().Equal("-", "neg");
    }

    [Fact]
    public void Sums_of_parameters_alone_stay() => Symbols(row => Node.Sum(_w * _v, _b)).Should().Equal("*", "sum");

    [Fact]
    public void A_product_of_two_varying_values_is_a_value_of_the_sum()
    {
        var function = Fuse(row => row[0] * row[1] + _b);
        var affine = function.Terms.OfType<AffineTerm>().Should().ContainSingle().Which;
        affine.Values.Should().ContainSingle().Which.Should().BeOfType<ApplyTerm>().Which.Rule.Should().BeOfType<Mul>();
    }

    [Fact]
    public void Every_shape_gives_the_numbers_of_the_eager_engine()
    {
        EagerRows.Check(2, row => Node.Sum(_w * row[0], row[1] * _v, _b, row[0], _w), s_rows);
        EagerRows.Check(2, row => -(_w * row[0] - (_v * row[1] - _b)) - row[0] * row[1], s_rows);
        EagerRows.Check(2, row => Node.Dot([_w, row[1]], [row[0], _v]) - Node.Dot(row, [_v, _w]), s_rows);
        EagerRows.Check(2, row => 1 - row[0] * _w - row[0] * _v + row[0] - -row[1], s_rows);
        EagerRows.Check(2, row => _w * (_v * (_b * row[0] + _w) - row[1]) + _b, s_rows);
        EagerRows.Check(2, row => (_w + _v) * row[0] + (_w - _v).Tanh() * (row[1] * _w + 2), s_rows);
    }

    [Fact]
    public void A_chain_of_uniform_additions_becomes_one_sum() =>
        Symbols(_ => _w * _w + _v * _v + _b * _b + _w).Should().Equal("*", "*", "*", "sum");

    [Fact]
    public void A_long_chain_fuses_without_recursion()
    {
        const int Links = 20_000;
        OnlyAffine(row =>
        {
            var y = _w * row[0];
            for (int i = 0; i < Links; i++) y -= row[1] * _v;
            return y;
        }).Values.Should().HaveCount(Links + 1);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(-1)]
    public void A_long_chain_that_is_not_fused_is_walked_once(int sign)
    {
        var function = Recorded.Of(2, row =>
        {
            Node y = row[0], term = row[1].Tanh();
            for (int i = 0; i < 4_000; i++) y = sign > 0 ? term + y : y - term;
            return y;
        });
        long before = GC.GetAllocatedBytesForCurrentThread();
        AffineFusion.Fuse(function).Should().BeSameAs(function);
        (GC.GetAllocatedBytesForCurrentThread() - before).Should().BeLessThan(10_000_000, "a walk from every link takes 400 MB");
    }

    private static AffineTerm OnlyAffine(Func<ReadOnlySpan<Node>, Node> function) =>
        Fuse(function).Outputs[0].Should().BeOfType<AffineTerm>().Which;

    private static IEnumerable<string> Symbols(Func<ReadOnlySpan<Node>, Node> function) => Recorded.Symbols(Fuse(function));

    private static RecordedFunction Fuse(Func<ReadOnlySpan<Node>, Node> function) => AffineFusion.Fuse(Recorded.Of(2, function));
}
