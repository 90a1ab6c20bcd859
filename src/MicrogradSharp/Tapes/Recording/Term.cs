namespace MicrogradSharp.Tapes.Recording;

/// <summary>A value of a recorded function, before it becomes part of an instruction.</summary>
internal abstract class Term(Term[] inputs)
{
    /// <summary>The terms that this one is computed from, in order.</summary>
    public Term[] Inputs { get; } = inputs;

    /// <summary>Whether the value depends on the row; a uniform one is computed once a pass.</summary>
    public virtual bool IsVarying { get; } = Array.Exists(inputs, input => input.IsVarying);

    /// <summary>Whether the value depends on a parameter.</summary>
    public virtual bool NeedsGradient { get; } = Array.Exists(inputs, input => input.NeedsGradient);

    /// <summary>Its place in the list of a recorded function, while a pass over the list runs.</summary>
    public int Index { get; set; }

    /// <summary>One more than the highest level of its inputs: the terms of a level do not depend on each other.</summary>
    public int Level { get; set; }

    /// <summary>Where the program keeps its value.</summary>
    public int Slot { get; set; }

    /// <summary>The same computation on other inputs.</summary>
    public abstract Term With(Term[] inputs);
}
