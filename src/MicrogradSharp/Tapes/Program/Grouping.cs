using MicrogradSharp.Tapes.Recording;

namespace MicrogradSharp.Tapes.Program;

/// <summary>Orders terms by level, and combines independent terms with the same rule into groups.</summary>
/// <remarks>
/// The level of a term is one more than the highest level of its inputs, so terms of the same level do not depend on each other.
/// </remarks>
internal static class Grouping
{
    private const int FirstUnread = 1 << 30;

    /// <summary>
    /// The groups of a level before those of the next; in a level, in the order of their first terms. In a group, in the order in which
    /// its readers read it.
    /// </summary>
    public static (List<TermGroup> Uniform, List<TermGroup> Varying) Group(RecordedFunction function)
    {
        SetLevels(function);
        RankUnread(function);
        var groups = MergeAffine(GroupByKey(function.Terms));
        List<TermGroup> uniform = [], varying = [];
        foreach (var group in InOrderOfLevel(groups)) (group.First.IsVarying ? varying : uniform).Add(group);
        SortMembers(varying);
        return (uniform, varying);
    }

    private static void SetLevels(RecordedFunction function)
    {
        foreach (var term in function.Terms)
        {
            term.Level = 0;
            foreach (var input in term.Inputs)
            {
                // Uniform values are all computed before the first block.
                if (input.IsVarying == term.IsVarying) term.Level = Math.Max(term.Level, input.Level + 1);
            }
        }
    }

    /// <summary>Terms that nothing reads, and terms until they are read, stay in their order, after those that are read.</summary>
    private static void RankUnread(RecordedFunction function)
    {
        for (int i = 0; i < function.Terms.Count; i++) function.Terms[i].Rank = FirstUnread + i;
    }

    private static List<List<Term>> GroupByKey(IReadOnlyList<Term> terms)
    {
        var groups = new Dictionary<GroupKey, List<Term>>();
        var found = new List<List<Term>>();
        foreach (var term in terms)
        {
            if (term.Inputs.Length == 0 && term is not ApplyTerm) continue;
            var key = GroupKey.Of(term);
            if (!groups.TryGetValue(key, out var group))
            {
                groups.Add(key, group = []);
                found.Add(group);
            }
            group.Add(term);
        }
        return found;
    }

    /// <summary>
    /// Combines layers of the same weights on different values into one matrix, and affine terms of one value each into one instruction.
    /// </summary>
    private static List<TermGroup> MergeAffine(List<List<Term>> groups)
    {
        var layersOf = new Dictionary<GroupKey, List<List<Term>>>();
        var merged = new List<List<List<Term>>>();
        foreach (var group in groups)
        {
            var key = group[0] is AffineTerm ? GroupKey.OfLayer(group) : null;
            if (key is not null && layersOf.TryGetValue(key, out var layers))
            {
                layers.Add(group);
                continue;
            }
            merged.Add(layers = [group]);
            if (key is not null) layersOf.Add(key, layers);
        }
        return merged.ConvertAll(layers => layers[0][0] is AffineTerm ? Merge(layers) : new TermGroup(layers[0]));
    }

    private static TermGroup Merge(List<List<Term>> layers)
    {
        var members = new List<Term>(layers.Count * layers[0].Count);
        for (int output = 0; output < layers[0].Count; output++)
        {
            foreach (var layer in layers) members.Add(layer[output]);
        }
        return IsScalar(layers[0]) ? new TermGroup(members) { IsDiagonal = true } : new TermGroup(members) { Positions = layers.Count };
    }

    private static bool IsScalar(List<Term> layer) => layer.Count == 1 && ((AffineTerm)layer[0]).Values.Length == 1;

    /// <summary>Sorts by counting: groups of a level stay in their order.</summary>
    private static TermGroup[] InOrderOfLevel(List<TermGroup> groups)
    {
        int levels = 0;
        foreach (var group in groups) levels = Math.Max(levels, group.First.Level + 1);
        int[] next = new int[levels + 1];
        foreach (var group in groups) next[group.First.Level + 1]++;
        for (int level = 1; level < next.Length; level++) next[level] += next[level - 1];
        var ordered = new TermGroup[groups.Count];
        foreach (var group in groups) ordered[next[group.First.Level]++] = group;
        return ordered;
    }

    /// <summary>Ranks terms by their readers, the last reader first, so that most operands are consecutive slots.</summary>
    private static void SortMembers(List<TermGroup> groups)
    {
        int rank = 0;
        for (int g = groups.Count - 1; g >= 0; g--)
        {
            groups[g].Sort();
            foreach (var input in InputsInOrder(groups[g]))
            {
                if (input.Rank >= FirstUnread) input.Rank = rank++;
            }
        }
    }

    /// <summary>The inputs of a group as its instruction reads them: one after the other, each for all members.</summary>
    private static IEnumerable<Term> InputsInOrder(TermGroup group)
    {
        var members = group.Members;
        if (group.First is AffineTerm) return group.Values();
        int count = group.First.Inputs.Length;
        var inputs = new List<Term>(count * members.Count);
        for (int i = 0; i < count; i++)
        {
            foreach (var member in members) inputs.Add(member.Inputs[i]);
        }
        return inputs;
    }

    /// <summary>What terms must have in common to become one instruction.</summary>
    private sealed class GroupKey(int level, bool isVarying, object rule, int inputs, Term[] terms) : IEquatable<GroupKey>
    {
        private readonly int _level = level, _inputs = inputs;
        private readonly bool _isVarying = isVarying;
        private readonly object _rule = rule;
        private readonly Term[] _terms = terms;

        public static GroupKey Of(Term term) => term switch
        {
            ApplyTerm apply => new(term.Level, term.IsVarying, apply.Rule, apply.Inputs.Length, []),
            AffineTerm affine => new(term.Level, true, affine.AddsBiasLast, 0, affine.Values),
            _ => new(term.Level, term.IsVarying, term.GetType(), term.Inputs.Length, []),
        };

        /// <summary>The key of affine terms that share their values.</summary>
        public static GroupKey OfLayer(List<Term> layer)
        {
            var first = (AffineTerm)layer[0];
            var weights = new List<Term>();
            if (!IsScalar(layer))
            {
                foreach (var term in layer) weights.AddRange(term.Inputs.AsSpan(0, 1 + first.Values.Length));
            }
            return new(first.Level, true, first.AddsBiasLast, first.Values.Length, [.. weights]);
        }

        public bool Equals(GroupKey? other) =>
            other is not null && _level == other._level && _isVarying == other._isVarying && _inputs == other._inputs &&
            _rule.Equals(other._rule) && SameTerms.Comparer.Equals(_terms, other._terms);

        public override bool Equals(object? obj) => Equals(obj as GroupKey);

        public override int GetHashCode() =>
            HashCode.Combine(_level, _isVarying, _rule, _inputs, SameTerms.Comparer.GetHashCode(_terms));
    }
}
