namespace MicrogradSharp;

/// <summary>The error of an operator that has no slope in nodes: which it is, and what to write.</summary>
internal static class MissingSlopes
{
    public static NotSupportedException Of(IBackward rule, string remedy, string result) => new(
        $"The operator '{rule.Symbol}' ({rule.GetType().Name}) gives its slope as a number only, and a gradient that is a graph needs it in nodes: " +
        $"{remedy} in {rule.GetType().Name} so that it gives {result}, as a formula of nodes such as 1 - y * y for tanh.");
}
