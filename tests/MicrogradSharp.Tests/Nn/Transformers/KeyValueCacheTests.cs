using MicrogradSharp.Nn;

namespace MicrogradSharp.Tests.Nn;

public sealed class KeyValueCacheTests
{
    private readonly CausalSelfAttention _first = new(2, 1, new Random(1)), _second = new(2, 1, new Random(2));
    private readonly Node[] _x = [0.5, -1.0];
    private readonly KeyValueCache _cache = new();

    [Fact]
    public void A_position_costs_as_much_more_than_the_one_before_as_any_other()
    {
        var model = new Sequential(_first, _second);
        HashSet<Value> seen = [.. model.Parameters.Concat(_x).Select(node => node.Value)];
        int[] counts = [.. Enumerable.Range(0, 5).Select(_ => New(model.ForwardNext(_x, _cache)))];
        counts.Zip(counts.Skip(1), (before, after) => after - before).Distinct().Should().HaveCount(1).And.OnlyContain(more => more > 0);
        _cache.Length.Should().Be(5);

        int New(Node[] outputs)
        {
            int before = seen.Count;
            seen.UnionWith(new Graph(Node.Sum(outputs)).Values);
            return seen.Count - before;
        }
    }

    [Fact]
    public void A_cache_of_another_model_is_refused()
    {
        new Sequential(_first).ForwardNext(_x, _cache);
        new Sequential(_first).ForwardNext(_x, _cache);
        ((Action)(() => _second.ForwardNext(_x, _cache))).Should().Throw<InvalidOperationException>().WithMessage(
            "The cache must hold every position for every attention, but holds 2 positions and only 0 for this attention: *");
        _cache.Length.Should().Be(2);
    }

    [Fact]
    public void A_cache_of_a_larger_model_is_refused()
    {
        new Sequential(_first, _second).ForwardNext(_x, _cache);
        _first.ForwardNext(_x, _cache);
        ((Action)(() => _first.ForwardNext(_x, _cache))).Should().Throw<InvalidOperationException>().WithMessage(
            "The cache must hold every position for every attention, but holds 2 positions and only 1 for another attention: *");
    }

    [Fact]
    public void A_module_without_attention_leaves_the_cache_alone()
    {
        var linear = new Linear(2, 2, new Random(1));
        ModuleContract.Numbers(linear.ForwardNext(_x, _cache)).Should().Equal(ModuleContract.Numbers(linear.Forward(_x)));
        _cache.Length.Should().Be(0);
        ((Action)(() => linear.ForwardNext(_x, null!))).Should().Throw<ArgumentNullException>().WithParameterName("cache");
    }

    [Fact]
    public void A_vector_of_the_wrong_length_leaves_the_cache_usable()
    {
        var model = new Sequential(_first, _second);
        ((Action)(() => model.ForwardNext([1.0], _cache))).Should().Throw<ArgumentException>();
        _cache.Length.Should().Be(0);
        model.ForwardNext(_x, _cache);
        _cache.Length.Should().Be(1);
    }
}
