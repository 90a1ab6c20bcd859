namespace MicrogradSharp.Tapes.Running;

/// <summary>What a pass over rows computes.</summary>
internal enum PassKind
{
    /// <summary>The sum of the output over the rows.</summary>
    Sum,

    /// <summary>The outputs of every row.</summary>
    Evaluate,

    /// <summary>The sum of the output over the rows, and its gradient.</summary>
    Differentiate,

    /// <summary>The gradient of every output of every row.</summary>
    Jacobian,
}
