namespace MicrogradSharp.Tapes;

/// <summary>Fuses sums of products of uniform and varying values, in whatever shape they were written, into one affine term each.</summary>
/// <remarks>
/// A sum here is a Sum, or a chain of Add, Sub and Negate whose links nobody else uses. What it adds up is a bias (uniform), a product (or
/// a dot product) of uniform and varying values that nobody else uses, or any other varying value with a weight of 1. A varying sum without uniform parts stays as it is;
/// a chain of uniform additions becomes one Sum.
/// </remarks>
internal sealed class DotFusion
{
    private readonly Term?[] _users;        // by mark
    private readonly bool[] _isShared;      // used more than once, or an output

    private DotFusion(RecordedFunction function)
    {
        int count = function.Terms.Count;
        _users = new Term?[count];
        _isShared = new bool[count];
        for (int i = 0; i < count; i++) function.Terms[i].Mark = i;
        foreach (var term in function.Terms)
        {
            foreach (var input in term.Inputs)
            {
                _isShared[input.Mark] |= _users[input.Mark] is not null;
                _users[input.Mark] = term;
            }
        }
        foreach (var output in function.Outputs) _isShared[output.Mark] = true;
    }

    public static RecordedFunction Fuse(RecordedFunction function)
    {
        var fusion = new DotFusion(function);
        var fused = new Parts?[function.Terms.Count];
        bool any = false;
        foreach (var term in function.Terms)
        {
            if (!fusion.IsRoot(term)) continue;
            var parts = fusion.PartsOf(term);
            if (!(term.IsVarying ? parts.HasUniform : parts.Biases.Count > term.Inputs.Length)) continue;
            fused[term.Mark] = parts;
            any = true;
        }
        if (!any) return function;

        var terms = new List<Term>(function.Terms.Count);
        var replaced = new Term[fused.Length];      // by mark
        foreach (var term in function.Terms)
        {
            Term result;
            if (fused[term.Mark] is { } parts) result = Build(parts, replaced, terms);
            else
            {
                result = term.Inputs.Length == 0 ? term : term.With(Array.ConvertAll(term.Inputs, input => replaced[input.Mark]));
                terms.Add(result);
            }
            replaced[term.Mark] = result;
        }
        var outputs = Array.ConvertAll(function.Outputs, output => replaced[output.Mark]);
        return DeadTerms.Drop(new RecordedFunction(terms, outputs));
    }

    /// <summary>A sum, or a varying product, that is not a part of a larger sum.</summary>
    private bool IsRoot(Term term) => term is ApplyTerm apply && (IsSum(apply) || IsProduct(apply) || IsDot(apply)) && !IsAbsorbed(apply);

    private bool IsAbsorbed(ApplyTerm term) =>
        OnlyUser(term) is ApplyTerm user && user.IsVarying == term.IsVarying && IsSum(user);

    /// <summary>A uniform Sum is left alone: what it adds up is often computed as one group, and lies in a row.</summary>
    private static bool IsSum(ApplyTerm term) => term.Rule is Add or Sub or Negate || term.Rule is Sum && term.IsVarying;

    private static bool IsProduct(ApplyTerm term) => term.Rule is Mul && term.Inputs[0].IsVarying != term.Inputs[1].IsVarying;

    /// <summary>A dot product of a uniform and a varying vector, which may be mixed.</summary>
    private static bool IsDot(ApplyTerm term)
    {
        if (term.Rule is not Dot || term.Inputs.Length == 0) return false;
        int half = term.Inputs.Length / 2;
        for (int i = 0; i < half; i++)
        {
            if (term.Inputs[i].IsVarying == term.Inputs[half + i].IsVarying) return false;
        }
        return true;
    }

    private Term? OnlyUser(Term term) => _isShared[term.Mark] ? null : _users[term.Mark];

    private Parts PartsOf(Term root)
    {
        var parts = new Parts();
        var open = new Stack<(Term Term, bool IsNegative)>();
        open.Push((root, false));
        while (open.TryPop(out var next))
        {
            var (term, isNegative) = next;
            bool mayOpen = term == root || OnlyUser(term) is not null;
            if (mayOpen && term.IsVarying == root.IsVarying && term is ApplyTerm sum && IsSum(sum))
            {
                // last to first, because the stack turns them round
                for (int i = sum.Inputs.Length - 1; i >= 0; i--)
                {
                    bool subtracts = sum.Rule is Negate || sum.Rule is Sub && i == 1;
                    open.Push((sum.Inputs[i], isNegative != subtracts));
                }
            }
            else if (!term.IsVarying) parts.Biases.Add((term, isNegative));
            else if (mayOpen && term is ApplyTerm product && (IsProduct(product) || IsDot(product)))
            {
                int half = product.Inputs.Length / 2;       // a product is a dot product of length 1
                for (int i = 0; i < half; i++)
                {
                    var (left, right) = (product.Inputs[i], product.Inputs[half + i]);
                    parts.Products.Add(right.IsVarying ? (left, right, isNegative) : (right, left, isNegative));
                }
            }
            else parts.Products.Add((null, term, isNegative));
        }
        return parts;
    }

    private static Term Build(Parts parts, Term[] replaced, List<Term> terms)
    {
        var biases = parts.Biases.ConvertAll(bias => Signed(replaced[bias.Term.Mark], bias.IsNegative));
        var bias = biases.Count switch
        {
            0 => Added(new ConstantTerm(0)),
            1 => biases[0],
            _ => Added(new ApplyTerm(Rule<Sum>.Shared, [.. biases])),
        };
        if (parts.Products.Count == 0) return bias;
        var (products, addends) = parts.Split();
        var weights = products.ConvertAll(product => Signed(product.Weight is null ? Added(new ConstantTerm(1)) : replaced[product.Weight.Mark], product.IsNegative));
        var values = products.ConvertAll(product => replaced[product.Value.Mark]);
        var affine = Added(new AffineTerm(bias, [.. weights], [.. values]));
        return addends switch
        {
            [] => affine,
            [var only] => Added(new ApplyTerm(only.IsNegative ? Rule<Sub>.Shared : Rule<Add>.Shared, [affine, replaced[only.Value.Mark]])),
            _ => Added(new ApplyTerm(Rule<Sum>.Shared, [affine, .. addends.ConvertAll(addend => Signed(replaced[addend.Value.Mark], addend.IsNegative))])),
        };

        Term Signed(Term term, bool isNegative) => isNegative ? Added(new ApplyTerm(Rule<Negate>.Shared, [term])) : term;

        Term Added(Term term)
        {
            terms.Add(term);
            return term;
        }
    }

    /// <summary>What a sum adds up.</summary>
    private sealed class Parts
    {
        public List<(Term Term, bool IsNegative)> Biases { get; } = [];

        /// <summary>Products; no weight stands for 1.</summary>
        public List<(Term? Weight, Term Value, bool IsNegative)> Products { get; } = [];

        /// <summary>
        /// A neuron keeps to itself: what is added to it without a weight, such as a target that is subtracted, stays outside, so that neurons
        /// of a layer still share their values.
        /// </summary>
        public (List<(Term? Weight, Term Value, bool IsNegative)> Products, List<(Term? Weight, Term Value, bool IsNegative)> Addends) Split()
        {
            var weighted = Products.FindAll(product => product.Weight is not null);
            return weighted.Count < 2 ? (Products, []) : (weighted, Products.FindAll(product => product.Weight is null));
        }

        public bool HasUniform => Biases.Count > 0 || Products.Exists(product => product.Weight is not null);
    }
}
