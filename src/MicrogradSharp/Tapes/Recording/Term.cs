namespace MicrogradSharp.Tapes.Recording;

/// <summary>A value of a recorded function, before it becomes part of an instruction.</summary>
internal abstract class Term(Term[] inputs)
{
    /// <summary>The terms that this term is computed from, in order.</summary>
    public Term[] Inputs { get; } = inputs;

    /// <summary>Whether the value depends on the row. A value that does not is uniform: computed once per pass.</summary>
    public virtual bool IsVarying { get; } = Array.Exists(inputs, input => input.IsVarying);

    /// <summary>Whether the value depends on a parameter.</summary>
    public virtual bool NeedsGradient { get; } = Array.Exists(inputs, input => input.NeedsGradient);

    /// <summary>The position in the list of a recorded function, valid while a pass over the list runs.</summary>
    public int Index { get; set; }

    /// <summary>One more than the highest level of its inputs. Terms of the same level do not depend on each other.</summary>
    public int Level { get; set; }

    /// <summary>Orders the members of a group.</summary>
    public int Rank { get; set; }

    /// <summary>The slot that holds the value in the program.</summary>
    public int Slot { get; set; }

    /// <summary>The same computation on other inputs.</summary>
    public abstract Term With(Term[] inputs);
}
