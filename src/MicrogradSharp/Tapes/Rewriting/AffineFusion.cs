using MicrogradSharp.Tapes.Recording;

namespace MicrogradSharp.Tapes.Rewriting;

/// <summary>Fuses sums of products of uniform and varying values into affine terms.</summary>
/// <remarks>
/// A sum here is a Sum, or a chain of Add and Sub in which each inner result has one user. Addends are added in the order of the code:
/// the first ones become an affine term, and the others are added to it. So a tape differs from the eager engine only by the rounding
/// of products, which a fused multiply-add skips.
/// </remarks>
internal sealed class AffineFusion
{
    private readonly Term?[] _users;            // the last user of each term, by index
    private readonly bool[] _isShared;          // used more than once, or an output
    private readonly bool[] _isWalked;          // part of a larger sum, fused or not
    private readonly bool[] _isAbsorbed;        // part of a larger sum that is fused
    private readonly List<Addend>?[] _addends;  // of the sums to fuse

    private AffineFusion(RecordedFunction function)
    {
        int count = function.Terms.Count;
        _users = new Term?[count];
        _isShared = new bool[count];
        _isWalked = new bool[count];
        _isAbsorbed = new bool[count];
        _addends = new List<Addend>?[count];
        function.Number();
        foreach (var term in function.Terms)
        {
            foreach (var input in term.Inputs)
            {
                _isShared[input.Index] |= _users[input.Index] is not null;
                _users[input.Index] = term;
            }
        }
        foreach (var output in function.Outputs) _isShared[output.Index] = true;
    }

    public static RecordedFunction Fuse(RecordedFunction function)
    {
        var fusion = new AffineFusion(function);
        // Users come first, so that the largest sums are found.
        for (int i = function.Terms.Count - 1; i >= 0; i--) fusion.Visit(function.Terms[i]);
        if (Array.TrueForAll(fusion._addends, addends => addends is null)) return function;
        return DeadTerms.Drop(Rewriter.Rewrite(function, fusion.Replace));
    }

    private void Visit(Term term)
    {
        if (_isWalked[term.Index] || term is not ApplyTerm root || !MayBeRoot(root)) return;
        var absorbed = new List<Term>();
        var addends = AddendsOf(root, absorbed);
        bool isWorthIt = root.IsVarying
            ? addends.Exists(addend => addend.IsProduct || !addend.Value.IsVarying)
            : addends.Count > root.Inputs.Length;
        foreach (var part in absorbed) _isWalked[part.Index] = true;        // if fusing the whole sum does not pay, no part of it does
        if (!isWorthIt) return;
        _addends[root.Index] = addends;
        foreach (var part in absorbed) _isAbsorbed[part.Index] = true;
    }

    private bool MayBeRoot(ApplyTerm term) =>
        IsSum(term) || IsProduct(term) || IsDot(term) ||
        term.Rule is Negate && term.Inputs[0] is ApplyTerm product && IsProduct(product) && !_isShared[product.Index];

    /// <summary>A uniform Sum is not fused: its addends are often computed as one group and lie next to each other.</summary>
    private static bool IsSum(ApplyTerm term) => term.Rule is Add or Sub || term.Rule is Sum && term.IsVarying;

    private static bool IsProduct(ApplyTerm term) => term.Rule is Mul && term.Inputs[0].IsVarying != term.Inputs[1].IsVarying;

    /// <summary>Whether a term is a dot product of which one vector is uniform and the other varying, element by element.</summary>
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

    /// <summary>The addends of a sum in order. Only one path of nested sums is opened: other operands are added whole.</summary>
    private List<Addend> AddendsOf(ApplyTerm root, List<Term> absorbed)
    {
        var addends = new List<Addend>();       // in reverse order
        Term first = root;
        while (first is ApplyTerm sum && IsSum(sum) && (first == root || CanOpen(first, root)))
        {
            if (first != root) absorbed.Add(first);
            first = sum.Inputs[0];
            bool mayTurn = sum.Inputs.Length == 2 && sum.Rule is not Sub;      // a + b = b + a
            if (mayTurn && !CanOpen(first, root) && CanOpen(sum.Inputs[1], root))
            {
                first = sum.Inputs[1];
                AddTo(addends, sum.Inputs[0], isNegative: false, root, absorbed);
                continue;
            }
            for (int i = sum.Inputs.Length - 1; i > 0; i--) AddTo(addends, sum.Inputs[i], sum.Rule is Sub, root, absorbed);
        }
        if (first is ApplyTerm dot && IsDot(dot) && (first == root || CanOpen(first, root)))
        {
            if (first != root) absorbed.Add(first);
            int half = dot.Inputs.Length / 2;
            for (int i = half - 1; i >= 0; i--) addends.Add(Addend.Product(dot.Inputs[i], dot.Inputs[half + i], isNegative: false));
        }
        else AddTo(addends, first, isNegative: false, root, absorbed);
        addends.Reverse();
        return addends;
    }

    /// <summary>Whether the addends of a term may become addends of the root.</summary>
    private bool CanOpen(Term term, Term root) =>
        IsOwn(term, root) && term is ApplyTerm apply && (IsSum(apply) || IsDot(apply));

    private bool IsOwn(Term term, Term root) => !_isShared[term.Index] && term.IsVarying == root.IsVarying;

    private void AddTo(List<Addend> addends, Term term, bool isNegative, Term root, List<Term> absorbed)
    {
        while (term is ApplyTerm { Rule: Negate } negation && (term == root || IsOwn(term, root)))
        {
            if (term != root) absorbed.Add(term);
            term = negation.Inputs[0];
            isNegative = !isNegative;
        }
        if (term is ApplyTerm product && IsProduct(product) && (term == root || IsOwn(term, root)))
        {
            if (term != root) absorbed.Add(term);
            addends.Add(Addend.Product(product.Inputs[0], product.Inputs[1], isNegative));
        }
        else addends.Add(new Addend(null, term, isNegative));
    }

    private Term Replace(Term term, Rewriter rewriter)
    {
        if (_isAbsorbed[term.Index]) return term;        // read only by the sum that contains it
        if (_addends[term.Index] is not { } addends) return rewriter.Add(rewriter.WithNewInputs(term));
        return term.IsVarying ? Affine(addends, rewriter) : UniformSum(addends, rewriter);
    }

    private static Term UniformSum(List<Addend> addends, Rewriter rewriter) => rewriter.Apply(
        Rule<OrderedSum>.Shared,
        [.. addends.Select(addend => rewriter.Signed(rewriter.New(addend.Value), addend.IsNegative))]);

    private static Term Affine(List<Addend> addends, Rewriter rewriter)
    {
        var head = new AffineHead(addends);
        Term sum = head.Build(rewriter);
        var rest = addends[head.Length..];
        if (rest.Count > 1 && !rest.Exists(addend => addend.IsNegative))
        {
            return rewriter.Apply(Rule<Sum>.Shared, [sum, .. rest.Select(Whole)]);
        }
        foreach (var addend in rest) sum = rewriter.Apply(addend.IsNegative ? Rule<Sub>.Shared : Rule<Add>.Shared, [sum, Whole(addend)]);
        return sum;

        Term Whole(Addend addend) => addend.IsProduct ? AffineHead.OfProduct(addend, rewriter) : rewriter.New(addend.Value);
    }
}
