namespace MicrogradSharp.Tapes.Instructions;

/// <summary>
/// What an instruction reads: one slot for each of its members. Consecutive slots are read in place, others are gathered.
/// </summary>
internal sealed class Operand
{
    private readonly int[] _slots;
    private readonly bool _isRun;
    private readonly bool _isRepeated;      // one value for all members, such as a constant
    private readonly int _highest;
    private int[] _fresh = [];

    public Operand(int[] slots, bool wantsGradient)
    {
        _slots = slots;
        _isRun = IsRun(slots);
        _isRepeated = true;
        foreach (int slot in slots)
        {
            _isRepeated &= slot == slots[0];
            _highest = Math.Max(_highest, slot);
        }
        WantsGradient = wantsGradient;
    }

    public ReadOnlySpan<int> Slots => _slots;

    public int Count => _slots.Length;

    /// <summary>Whether any of the slots depends on a parameter.</summary>
    public bool WantsGradient { get; }

    /// <summary>The number of scratch slots that reading needs.</summary>
    public int ScratchSlots => _isRun ? 0 : Count;

    /// <summary>Whether a backward pass may overwrite the gradients instead of adding to them.</summary>
    public bool IsFreshRun => _isRun && _fresh.Length == Count;

    /// <summary>Whether the slots are consecutive.</summary>
    public static bool IsRun(ReadOnlySpan<int> slots)
    {
        for (int i = 1; i < slots.Length; i++)
        {
            if (slots[i] != slots[0] + i) return false;
        }
        return !slots.IsEmpty;
    }

    /// <summary>Records which slots this operand writes first in a backward pass.</summary>
    public void Claim(bool[] written)
    {
        if (!WantsGradient) return;
        var fresh = new List<int>();
        foreach (int slot in _slots)
        {
            if (written[slot]) continue;
            written[slot] = true;
            fresh.Add(slot);
        }
        _fresh = [.. fresh];
    }

    public ReadOnlySpan<double> Read(Frame frame, ref Scratch scratch)
    {
        if (_isRun) return frame.Values(_slots[0], Count);
        var gathered = scratch.Take(Count);
        Gather(frame, gathered);
        return gathered;
    }

    public void Gather(Frame frame, Span<double> target)
    {
        int lanes = frame.Lanes;
        if (_isRun) frame.Values(_slots[0], Count).CopyTo(target);
        else if (_isRepeated && lanes == 1) target[..Count].Fill(frame.Values(_slots[0])[0]);
        else if (lanes == 1) SlotNumbers.Gather(frame.Values(0, _highest + 1), _slots, target);
        else
        {
            for (int i = 0; i < _slots.Length; i++) frame.Values(_slots[i]).CopyTo(target[(i * lanes)..]);
        }
    }

    /// <summary>Returns the span to add this operand's gradients to, or an empty one if they are not needed. Close it afterwards.</summary>
    public Span<double> OpenGradients(Frame frame, ref Scratch scratch)
    {
        if (!WantsGradient) return [];
        ClearFresh(frame);
        if (_isRun) return frame.Gradients(_slots[0], Count);
        var gradients = scratch.Take(Count);
        gradients.Clear();
        return gradients;
    }

    public void CloseGradients(Frame frame, ReadOnlySpan<double> gradients)
    {
        if (!WantsGradient || _isRun) return;
        AddGradients(frame, gradients);
    }

    /// <summary>Adds a gradient for every slot.</summary>
    public void AddGradients(Frame frame, ReadOnlySpan<double> gradients)
    {
        int lanes = frame.Lanes;
        if (lanes == 1) SlotNumbers.Add(gradients, _slots, frame.Gradients(0, _highest + 1));
        else
        {
            for (int i = 0; i < _slots.Length; i++)
            {
                var target = frame.Gradients(_slots[i]);
                RowArithmetic.Add(target, gradients.Slice(i * lanes, lanes), target);
            }
        }
    }

    public void ClearFresh(Frame frame)
    {
        if (IsFreshRun) frame.Gradients(_slots[0], Count).Clear();
        else
        {
            foreach (int slot in _fresh) frame.Gradients(slot).Clear();
        }
    }
}
