namespace MicrogradSharp.Tapes.Instructions;

/// <summary>One step of a tape: applies a rule to a group of independent values, for every lane of a block.</summary>
internal abstract class Instruction(int output, int count)
{
    /// <summary>The first slot that it writes.</summary>
    public int Output { get; } = output;

    /// <summary>The number of slots that it writes.</summary>
    public int Count { get; } = count;

    /// <summary>The operator that it applies; null for an instruction that is not one operator.</summary>
    public virtual IBackward? Rule => null;

    /// <summary>The name of the rule in a listing.</summary>
    public abstract string Symbol { get; }

    /// <summary>The operands that it reads, one for each input of the rule.</summary>
    public abstract Operand[] Operands { get; }

    /// <summary>The number of scratch slots that it needs.</summary>
    public abstract int ScratchSlots { get; }

    /// <summary>Whether any of the values depends on a parameter. Only such instructions run backward.</summary>
    public bool NeedsGradient { get; set; }

    /// <summary>The cost of a forward pass per lane, in multiply-adds.</summary>
    public virtual long Cost => 8L * Count;

    /// <summary>Computes the values.</summary>
    public abstract void Forward(Frame frame);

    /// <summary>Adds to the gradients of the operands.</summary>
    public abstract void Backward(Frame frame);
}
