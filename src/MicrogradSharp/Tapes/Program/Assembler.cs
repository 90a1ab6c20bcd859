using System.Runtime.CompilerServices;
using MicrogradSharp.Tapes.Instructions;
using MicrogradSharp.Tapes.Recording;

namespace MicrogradSharp.Tapes.Program;

/// <summary>
/// Orders terms by level, combines independent terms with the same rule into one instruction, and gives every value a slot.
/// </summary>
/// <remarks>
/// The level of a term is one more than the highest level of its inputs, so terms of the same level do not depend on each other. The
/// slots of an instruction are consecutive. If an instruction reads the slots of another in the same order, nothing is copied.
/// </remarks>
internal sealed class Assembler
{
    private readonly HashSet<Term> _usedOnce = [];
    private readonly List<int> _packedSources = [];
    private readonly List<int> _columns = [];
    private readonly List<ConstantTerm> _constants = [];
    private readonly int _parameters;
    private int _foreignRules;

    private Assembler(int parameters) => _parameters = parameters;

    public static TapeProgram Assemble(RecordedFunction function, int columns, int parameters)
    {
        var assembler = new Assembler(parameters);
        assembler.FindAffineUsedOnce(function);
        var (uniform, varying) = GroupByLevel(function);
        int uniformSlots = assembler.PlaceUniformLeaves(function);
        var uniformInstructions = assembler.Emit(uniform, ref uniformSlots);
        int varyingSlots = assembler.PlaceColumns(function);
        var varyingInstructions = assembler.Emit(varying, ref varyingSlots);
        var outputs = new TapeOutput[function.Outputs.Length];
        for (int i = 0; i < outputs.Length; i++) outputs[i] = new TapeOutput(function.Outputs[i].IsVarying, function.Outputs[i].Slot);
        ClaimGradients(varyingInstructions, varyingSlots, outputs);
        return new TapeProgram
        {
            Columns = columns,
            Parameters = parameters,
            UsedColumns = [.. assembler._columns],
            Constants = assembler.Numbers(),
            PackedSources = [.. assembler._packedSources],
            Uniform = uniformInstructions,
            UniformSlots = uniformSlots,
            Varying = varyingInstructions,
            VaryingSlots = varyingSlots,
            ForwardCost = Cost(varyingInstructions),
            ForeignRules = assembler._foreignRules,
            Outputs = outputs,
        };
    }

    private static long Cost(Instruction[] instructions)
    {
        long cost = 0;
        foreach (var instruction in instructions) cost += instruction.Cost;
        return cost;
    }

    private double[] Numbers()
    {
        double[] numbers = new double[_constants.Count];
        for (int i = 0; i < numbers.Length; i++) numbers[i] = _constants[i].Number;
        return numbers;
    }

    private void FindAffineUsedOnce(RecordedFunction function)
    {
        var usedMore = new HashSet<Term>(function.Outputs);
        foreach (var term in function.Terms)
        {
            foreach (var input in term.Inputs)
            {
                if (input is AffineTerm && !_usedOnce.Add(input)) usedMore.Add(input);
            }
        }
        _usedOnce.ExceptWith(usedMore);
    }

    /// <summary>The groups of a level before those of the next; in a level, in the order of their first terms.</summary>
    private static (List<List<Term>> Uniform, List<List<Term>> Varying) GroupByLevel(RecordedFunction function)
    {
        var groups = new Dictionary<GroupKey, List<Term>>();
        var found = new List<List<Term>>();
        int levels = 0;
        foreach (var term in function.Terms)
        {
            term.Level = 0;
            foreach (var input in term.Inputs)
            {
                // Uniform values are all computed before the first block.
                if (input.IsVarying == term.IsVarying) term.Level = Math.Max(term.Level, input.Level + 1);
            }
            if (term.Inputs.Length == 0 && term is not ApplyTerm) continue;
            var key = GroupKey.Of(term);
            if (!groups.TryGetValue(key, out var group))
            {
                groups.Add(key, group = []);
                found.Add(group);
                levels = Math.Max(levels, term.Level + 1);
            }
            group.Add(term);
        }
        List<List<Term>> uniform = [], varying = [];
        foreach (var group in InOrderOfLevel(found, levels)) (group[0].IsVarying ? varying : uniform).Add(group);
        return (uniform, varying);
    }

    /// <summary>Sorts by counting: groups of a level stay in their order.</summary>
    private static List<Term>[] InOrderOfLevel(List<List<Term>> groups, int levels)
    {
        int[] next = new int[levels + 1];
        foreach (var group in groups) next[group[0].Level + 1]++;
        for (int level = 1; level < next.Length; level++) next[level] += next[level - 1];
        var ordered = new List<Term>[groups.Count];
        foreach (var group in groups) ordered[next[group[0].Level]++] = group;
        return ordered;
    }

    /// <summary>Parameters take the first uniform slots, constants the next.</summary>
    private int PlaceUniformLeaves(RecordedFunction function)
    {
        foreach (var term in function.Terms)
        {
            if (term is ParameterTerm parameter) term.Slot = parameter.Position;
            if (term is not ConstantTerm constant) continue;
            term.Slot = _parameters + _constants.Count;
            _constants.Add(constant);
        }
        return _parameters + _constants.Count;
    }

    private int PlaceColumns(RecordedFunction function)
    {
        var inputs = new List<InputTerm>();
        foreach (var term in function.Terms)
        {
            if (term is InputTerm input) inputs.Add(input);
        }
        inputs.Sort((first, second) => first.Column.CompareTo(second.Column));
        foreach (var input in inputs)
        {
            input.Slot = _columns.Count;
            _columns.Add(input.Column);
        }
        return _columns.Count;
    }

    private Instruction[] Emit(List<List<Term>> groups, ref int slots)
    {
        var instructions = new Instruction[groups.Count];
        for (int g = 0; g < instructions.Length; g++)
        {
            var group = groups[g];
            int output = slots;
            if (CanRunInPlace(group))
            {
                foreach (var term in group) term.Slot = term.Inputs[0].Slot;
                var rule = (UnaryExpr)((ApplyTerm)group[0]).Rule;
                instructions[g] = new InPlaceInstruction(rule, group[0].Slot, group.Count) { NeedsGradient = NeedsGradient(group) };
                continue;
            }
            foreach (var term in group) term.Slot = slots++;
            instructions[g] = group[0] switch
            {
                AffineTerm affine => Dense(group, affine, output),
                BroadcastTerm => new BroadcastInstruction(output, SlotsOf(FirstInputs(group)), Pack(FirstInputs(group))),
                ApplyTerm apply => Apply(apply.Rule, Operands(group), output, group.Count),
                _ => throw new InvalidOperationException($"A term must be an operation, but was {group[0].GetType().Name}."),
            };
            instructions[g].NeedsGradient = NeedsGradient(group);
        }
        return instructions;
    }

    private static bool NeedsGradient(List<Term> group) => group.Exists(term => term.NeedsGradient);

    /// <summary>Whether an activation may overwrite the affine terms that it reads: it must be their only reader.</summary>
    private bool CanRunInPlace(List<Term> group)
    {
        if (group[0] is not ApplyTerm { Rule: UnaryExpr { SlopeFollowsFromValue: true } }) return false;
        if (!group.TrueForAll(term => term.Inputs[0] is AffineTerm && _usedOnce.Contains(term.Inputs[0]))) return false;
        return Operand.IsRun(SlotsOf(FirstInputs(group)));
    }

    private DenseInstruction Dense(List<Term> group, AffineTerm first, int output)
    {
        int offset = _packedSources.Count;
        foreach (var term in group) Pack(((AffineTerm)term).Weights);
        Term[] biases = [.. group.ConvertAll(term => ((AffineTerm)term).Bias)];
        Pack(biases);
        bool needsWeightGradients = AnyNeedsGradient(biases) || group.Exists(term => AnyNeedsGradient(((AffineTerm)term).Weights));
        return new DenseInstruction(OperandOf(first.Values), output, group.Count, offset, needsWeightGradients, first.AddsBiasLast);
    }

    private Instruction Apply(IBackward rule, Operand[] operands, int output, int count) => rule switch
    {
        UnaryExpr unary => new UnaryInstruction(unary, operands[0], output),
        BinaryExpr binary => new BinaryInstruction(binary, operands[0], operands[1], output),
        NaryExpr nary => new NaryInstruction(nary, operands, output, count),
        _ => new ForeignInstruction(rule, operands, output, count, _foreignRules++),
    };

    private int Pack(Term[] uniform)
    {
        int offset = _packedSources.Count;
        foreach (var term in uniform) _packedSources.Add(term.Slot);
        return offset;
    }

    private static Term[] FirstInputs(List<Term> group)
    {
        var inputs = new Term[group.Count];
        for (int i = 0; i < inputs.Length; i++) inputs[i] = group[i].Inputs[0];
        return inputs;
    }

    private static int[] SlotsOf(Term[] terms)
    {
        int[] slots = new int[terms.Length];
        for (int i = 0; i < slots.Length; i++) slots[i] = terms[i].Slot;
        return slots;
    }

    private static bool AnyNeedsGradient(Term[] terms) => Array.Exists(terms, term => term.NeedsGradient);

    private static Operand[] Operands(List<Term> group)
    {
        var operands = new Operand[group[0].Inputs.Length];
        for (int i = 0; i < operands.Length; i++)
        {
            var inputs = new Term[group.Count];
            for (int k = 0; k < inputs.Length; k++) inputs[k] = group[k].Inputs[i];
            operands[i] = OperandOf(inputs);
        }
        return operands;
    }

    private static Operand OperandOf(Term[] terms) => new(SlotsOf(terms), AnyNeedsGradient(terms));

    /// <summary>
    /// The first instruction of a backward pass that writes to a gradient may overwrite it, so gradients need not be cleared before.
    /// </summary>
    private static void ClaimGradients(Instruction[] instructions, int slots, TapeOutput[] outputs)
    {
        bool[] written = new bool[slots];
        foreach (var output in outputs)
        {
            if (output.IsVarying) written[output.Slot] = true;      // the seed is written first
        }
        for (int i = instructions.Length - 1; i >= 0; i--)
        {
            if (!instructions[i].NeedsGradient) continue;
            foreach (var operand in instructions[i].Operands) operand.Claim(written);
        }
    }

    /// <summary>What terms must have in common to become one instruction.</summary>
    private sealed class GroupKey(int level, bool isVarying, object rule, int inputs, Term[] values) : IEquatable<GroupKey>
    {
        private readonly int _level = level, _inputs = inputs;
        private readonly bool _isVarying = isVarying;
        private readonly object _rule = rule;
        private readonly Term[] _values = values;

        public static GroupKey Of(Term term) => term switch
        {
            ApplyTerm apply => new(term.Level, term.IsVarying, apply.Rule, apply.Inputs.Length, []),
            AffineTerm affine => new(term.Level, true, affine.AddsBiasLast, 0, affine.Values),
            _ => new(term.Level, term.IsVarying, term.GetType(), 0, []),
        };

        public bool Equals(GroupKey? other) =>
            other is not null && _level == other._level && _isVarying == other._isVarying && _inputs == other._inputs &&
            _rule.Equals(other._rule) && _values.AsSpan().SequenceEqual(other._values);

        public override bool Equals(object? obj) => Equals(obj as GroupKey);

        public override int GetHashCode()
        {
            var hash = default(HashCode);
            hash.Add(_level);
            hash.Add(_isVarying);
            hash.Add(_rule);
            hash.Add(_inputs);
            foreach (var value in _values) hash.Add(RuntimeHelpers.GetHashCode(value));
            return hash.ToHashCode();
        }
    }
}
