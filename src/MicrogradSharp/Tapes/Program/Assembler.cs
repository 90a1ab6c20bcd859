using MicrogradSharp.Tapes.Instructions;
using MicrogradSharp.Tapes.Recording;

namespace MicrogradSharp.Tapes.Program;

/// <summary>Makes an instruction of every group of terms, and gives every value a slot.</summary>
/// <remarks>
/// The slots of an instruction are consecutive. If an instruction reads the slots of another in the same order, nothing is copied.
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
        var (uniform, varying) = Grouping.Group(function);
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

    private Instruction[] Emit(List<TermGroup> groups, ref int slots)
    {
        var instructions = new Instruction[groups.Count];
        for (int g = 0; g < instructions.Length; g++)
        {
            var members = groups[g].Members;
            int output = slots;
            if (CanRunInPlace(members))
            {
                foreach (var term in members) term.Slot = term.Inputs[0].Slot;
                var rule = (UnaryExpr)((ApplyTerm)members[0]).Rule;
                instructions[g] = new InPlaceInstruction(rule, members[0].Slot, members.Count) { NeedsGradient = NeedsGradient(members) };
                continue;
            }
            foreach (var term in members) term.Slot = slots++;
            instructions[g] = members[0] switch
            {
                AffineTerm => Affine(groups[g], output),
                LookupTerm => Lookup(members, output),
                BroadcastTerm => new BroadcastInstruction(output, SlotsOf(InputsOf(members, 0)), Pack(InputsOf(members, 0))),
                ApplyTerm apply => Apply(apply.Rule, members, output),
                _ => throw new InvalidOperationException($"A term must be an operation, but was {members[0].GetType().Name}."),
            };
            instructions[g].NeedsGradient = NeedsGradient(members);
        }
        return instructions;
    }

    private static bool NeedsGradient(List<Term> members) => members.Exists(term => term.NeedsGradient);

    /// <summary>Whether an activation may overwrite the affine terms that it reads: it must be their only reader.</summary>
    private bool CanRunInPlace(List<Term> members)
    {
        if (members[0] is not ApplyTerm { Rule: UnaryExpr { SlopeFollowsFromValue: true } }) return false;
        if (!members.TrueForAll(term => term.Inputs[0] is AffineTerm && _usedOnce.Contains(term.Inputs[0]))) return false;
        return Operand.IsRun(SlotsOf(InputsOf(members, 0)));
    }

    private Instruction Affine(TermGroup group, int output)
    {
        var members = group.Members;
        int positions = group.Positions, offset = _packedSources.Count;
        bool needsWeightGradients = false, needsBiasGradients = false;
        for (int k = 0; k < members.Count; k += positions)
        {
            var term = (AffineTerm)members[k];
            Pack(term.Weights);
            needsWeightGradients |= AnyNeedsGradient(term.Weights);
        }
        for (int k = 0; k < members.Count; k += positions)
        {
            var bias = ((AffineTerm)members[k]).Bias;
            Pack(bias);
            needsBiasGradients |= bias.NeedsGradient;
        }
        var values = OperandOf(group.Values());
        if (group.IsDiagonal) return new DiagonalInstruction(values, output, offset, needsWeightGradients, needsBiasGradients);
        bool addsBiasLast = ((AffineTerm)members[0]).AddsBiasLast;
        return new DenseInstruction(
            values, output, members.Count, positions, offset, needsWeightGradients || needsBiasGradients, addsBiasLast);
    }

    private LookupInstruction Lookup(List<Term> members, int output)
    {
        // Instructions share no table: each clears the gradients of its own.
        var offsetOfTable = new Dictionary<Term[], int>(SameTerms.Comparer);
        int[] offsets = new int[members.Count];
        for (int k = 0; k < offsets.Length; k++)
        {
            var table = ((LookupTerm)members[k]).Table;
            if (!offsetOfTable.TryGetValue(table, out offsets[k])) offsetOfTable.Add(table, offsets[k] = Pack(table));
        }
        return new LookupInstruction(OperandOf(InputsOf(members, 0)), output, members[0].Inputs.Length - 1, offsets);
    }

    private Instruction Apply(IBackward rule, List<Term> members, int output)
    {
        if (rule is Dot && members[0].IsVarying)
        {
            return new DotInstruction(Halves(members, right: false), Halves(members, right: true), output, members.Count);
        }
        var operands = Operands(members);
        return rule switch
        {
            UnaryExpr unary => new UnaryInstruction(unary, operands[0], output),
            BinaryExpr binary => new BinaryInstruction(binary, operands[0], operands[1], output),
            NaryExpr nary => new NaryInstruction(nary, operands, output, members.Count),
            _ => new ForeignInstruction(rule, operands, output, members.Count, _foreignRules++),
        };
    }

    /// <summary>The left or the right vectors of dot products, one after the other.</summary>
    private static Operand Halves(List<Term> dots, bool right)
    {
        var terms = new List<Term>();
        foreach (var dot in dots)
        {
            int half = dot.Inputs.Length / 2;
            terms.AddRange(dot.Inputs.AsSpan(right ? half : 0, half));
        }
        return OperandOf([.. terms]);
    }

    private int Pack(params ReadOnlySpan<Term> uniform)
    {
        int offset = _packedSources.Count;
        foreach (var term in uniform) _packedSources.Add(term.Slot);
        return offset;
    }

    /// <summary>One input of every member.</summary>
    private static Term[] InputsOf(List<Term> members, int input)
    {
        var inputs = new Term[members.Count];
        for (int k = 0; k < inputs.Length; k++) inputs[k] = members[k].Inputs[input];
        return inputs;
    }

    private static int[] SlotsOf(Term[] terms)
    {
        int[] slots = new int[terms.Length];
        for (int i = 0; i < slots.Length; i++) slots[i] = terms[i].Slot;
        return slots;
    }

    private static bool AnyNeedsGradient(Term[] terms) => Array.Exists(terms, term => term.NeedsGradient);

    private static Operand[] Operands(List<Term> members)
    {
        var operands = new Operand[members[0].Inputs.Length];
        for (int i = 0; i < operands.Length; i++) operands[i] = OperandOf(InputsOf(members, i));
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
}
