using MicrogradSharp.Tapes.Recording;

namespace MicrogradSharp.Tapes.Rewriting;

/// <summary>The first addends of a sum: as many as one affine term can add in their order.</summary>
/// <remarks>
/// An affine term adds its bias first or last. Uniform addends at the start are added to each other, as the code does; together they
/// are the bias. If there are none, one later uniform addend can be the bias. Once there are two weighted values, unweighted ones stay
/// outside, so that the neurons of a layer share their inputs.
/// </remarks>
internal readonly struct AffineHead
{
    // Adding -0 changes no number, but adding 0 would turn -0 into 0.
    private const double NoBias = -0.0;

    private readonly List<Addend> _biases = [];
    private readonly List<Addend> _values = [];
    private readonly bool _addsBiasLast;

    /// <param name="addends">The addends of the sum; at least one is varying.</param>
    public AffineHead(List<Addend> addends)
    {
        int weighted = 0;
        while (Length < addends.Count)
        {
            var addend = addends[Length];
            if (!addend.Value.IsVarying)
            {
                if (_values.Count > 0 && _biases.Count > 0) break;
                _biases.Add(addend);
                Length++;
                if (_values.Count < 2) continue;    // a + b = b + a
                _addsBiasLast = true;
                break;
            }
            if (addend.IsProduct) weighted++;
            else if (weighted >= 2) break;
            _values.Add(addend);
            Length++;
        }
    }

    /// <summary>The number of addends taken.</summary>
    public int Length { get; }

    public Term Build(Rewriter rewriter)
    {
        var biases = _biases.ConvertAll(bias => rewriter.Signed(rewriter.New(bias.Value), bias.IsNegative));
        var bias = biases switch
        {
            [] => rewriter.Add(new ConstantTerm(NoBias)),
            [var only] => only,
            _ => rewriter.Apply(Rule<OrderedSum>.Shared, [.. biases]),
        };
        return Build(bias, _values, _addsBiasLast, rewriter);
    }

    /// <summary>An affine term of one product, to be added to other terms.</summary>
    public static Term OfProduct(Addend product, Rewriter rewriter) =>
        Build(rewriter.Add(new ConstantTerm(NoBias)), [product with { IsNegative = false }], addsBiasLast: false, rewriter);

    private static Term Build(Term bias, List<Addend> values, bool addsBiasLast, Rewriter rewriter)
    {
        var weights = new Term[values.Count];
        var factors = new Term[values.Count];
        for (int i = 0; i < factors.Length; i++)
        {
            var value = values[i];
            var weight = value.Weight is null ? rewriter.Add(new ConstantTerm(1)) : rewriter.New(value.Weight);
            weights[i] = rewriter.Signed(weight, value.IsNegative);
            factors[i] = rewriter.New(value.Value);
        }
        return rewriter.Add(new AffineTerm(bias, weights, factors, addsBiasLast));
    }
}
