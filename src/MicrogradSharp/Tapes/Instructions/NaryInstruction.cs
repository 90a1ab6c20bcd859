namespace MicrogradSharp.Tapes.Instructions;

/// <summary>An n-ary operator. Reads its inputs one after the other, each for all members and lanes; in place if they lie so.</summary>
internal sealed class NaryInstruction : Instruction
{
    private readonly NaryExpr _rule;
    private readonly Operand[] _operands;
    private readonly int _inputs;
    private readonly bool _isJoined;    // then one operand reads all inputs, often in place

    public NaryInstruction(NaryExpr rule, Operand[] operands, int output, int count)
        : base(output, count)
    {
        _rule = rule;
        _inputs = operands.Length;
        var joined = Joined(operands);
        _isJoined = count == 1 || Operand.IsRun(joined.Slots);
        _operands = _isJoined ? [joined] : operands;
    }

    public override IBackward Rule => _rule;

    public override string Symbol => _rule.Symbol;

    public override Operand[] Operands => _operands;

    public override int ScratchSlots => 3 * _inputs * Count;

    public override long Cost => 8L * _inputs * Count;

    public override void Forward(Frame frame)
    {
        var scratch = frame.Scratch;
        _rule.ForwardRows(Read(frame, ref scratch), Count * frame.Lanes, frame.Values(Output, Count), frame.IsUniform);
    }

    public override void Backward(Frame frame)
    {
        var scratch = frame.Scratch;
        var inputs = Read(frame, ref scratch);
        var gradients = Open(frame, ref scratch);
        var values = frame.Values(Output, Count);
        var above = frame.Gradients(Output, Count);
        _rule.BackwardRows(inputs, Count * frame.Lanes, values, above, gradients, scratch.Take(_inputs * Count), frame.IsUniform);
        if (_isJoined)
        {
            _operands[0].CloseGradients(frame, gradients);
            return;
        }
        int lanes = Count * frame.Lanes;
        for (int i = 0; i < _operands.Length; i++)
        {
            if (_operands[i].WantsGradient) _operands[i].AddGradients(frame, gradients.Slice(i * lanes, lanes));
        }
    }

    private static Operand Joined(Operand[] operands)
    {
        var slots = new List<int>();
        bool wantsGradient = false;
        foreach (var operand in operands)
        {
            slots.AddRange(operand.Slots);
            wantsGradient |= operand.WantsGradient;
        }
        return new Operand([.. slots], wantsGradient);
    }

    private ReadOnlySpan<double> Read(Frame frame, ref Scratch scratch)
    {
        if (_isJoined) return _operands[0].Read(frame, ref scratch);
        var inputs = scratch.Take(_inputs * Count);
        int lanes = Count * frame.Lanes;
        for (int i = 0; i < _operands.Length; i++) _operands[i].Gather(frame, inputs[(i * lanes)..]);
        return inputs;
    }

    private Span<double> Open(Frame frame, ref Scratch scratch)
    {
        if (_isJoined) return _operands[0].OpenGradients(frame, ref scratch);
        foreach (var operand in _operands) operand.ClearFresh(frame);
        var gradients = scratch.Take(_inputs * Count);
        gradients.Clear();
        return gradients;
    }
}
