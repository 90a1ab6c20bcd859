namespace MicrogradSharp.Tapes.Instructions;

/// <summary>One step of a tape: a rule applied to a group of independent values at once, for every lane of a block.</summary>
internal abstract class Instruction(int output, int count)
{
    /// <summary>The first of the slots that it writes.</summary>
    public int Output { get; } = output;

    /// <summary>The number of slots that it writes.</summary>
    public int Count { get; } = count;

    /// <summary>The name of the rule in a listing.</summary>
    public abstract string Symbol { get; }

    /// <summary>What it reads, one operand for each input of the rule.</summary>
    public abstract IReadOnlyList<Operand> Operands { get; }

    /// <summary>Slots of scratch that it needs.</summary>
    public abstract int ScratchSlots { get; }

    /// <summary>Whether any of the values depends on a parameter: no other instruction runs backward.</summary>
    public bool NeedsGradient { get; set; }

    /// <summary>Multiply-adds, or what costs as much, in a lane of a forward pass.</summary>
    public virtual long Cost => 8L * Count;

    /// <summary>Computes the values.</summary>
    public abstract void Forward(Frame frame);

    /// <summary>Adds to the gradients of the operands.</summary>
    public abstract void Backward(Frame frame);
}
