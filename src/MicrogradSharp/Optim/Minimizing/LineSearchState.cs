namespace MicrogradSharp.Optim.Minimizing;

/// <summary>How far a line search is.</summary>
internal enum LineSearchState
{
    /// <summary>Another step must be evaluated.</summary>
    Searching,

    /// <summary>The step satisfies the strong Wolfe conditions.</summary>
    Found,

    /// <summary>The function decreases enough and still falls at the largest step.</summary>
    AtLargestStep,

    /// <summary>Rounding hides a better step.</summary>
    Stuck,

    /// <summary>The values are equal to rounding, and the gradient is smaller.</summary>
    Flat,

    /// <summary>The function is not finite at every step tried.</summary>
    NonFinite,

    /// <summary>No evaluation is left.</summary>
    LimitReached,
}
