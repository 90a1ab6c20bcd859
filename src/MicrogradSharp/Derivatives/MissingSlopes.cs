namespace MicrogradSharp;

/// <summary>The error for an operator without slopes in nodes: it names the operator and says what to implement.</summary>
internal static class MissingSlopes
{
    public static NotSupportedException Of(IBackward rule, string remedy, string result) => new(
        $"The operator '{rule.Symbol}' ({rule.GetType().Name}) gives its slope only as a number, but a gradient graph needs it in nodes: " +
        $"{remedy} in {rule.GetType().Name} so that it returns {result}, as a formula of nodes such as 1 - y * y for tanh.");
}
