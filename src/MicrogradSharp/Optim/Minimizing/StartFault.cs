namespace MicrogradSharp.Optim.Minimizing;

/// <summary>The exceptions for a function that is not finite at the start.</summary>
internal static class StartFault
{
    /// <summary>Names the operation of a graph that gives NaN or an infinity.</summary>
    /// <param name="output">The output that is not finite, or whose gradient is not.</param>
    /// <param name="variables">The leaves whose gradients matter.</param>
    public static NonFiniteException Of(Node output, Node[] variables)
    {
        var leaves = variables.Select(variable => variable.Value).ToHashSet();
        var fault = NonFiniteSearch.Find(new Graph(output).Values, isLeafOfInterest: leaves.Contains);
        string cause = fault is null ? "a sum of finite gradients overflowed." : fault.ToString();
        return new NonFiniteException($"The function must be finite at the start, with its derivatives, but is not: {cause}", null, fault);
    }

    /// <summary>Names the number that is not finite, for a function whose operations are unknown.</summary>
    public static NonFiniteException Of(double value, ReadOnlySpan<double> gradient, ReadOnlySpan<double> matrix = default)
    {
        string? derivative = double.IsFinite(value) ? First(nameof(gradient), gradient) ?? First(nameof(matrix), matrix) : null;
        string what = derivative ?? $"it gave {NumberText.Short(value)}";
        return new NonFiniteException($"The function must be finite at the start, with its derivatives, but {what}.", null, null);

        static string? First(string name, ReadOnlySpan<double> numbers)
        {
            for (int i = 0; i < numbers.Length; i++)
            {
                if (!double.IsFinite(numbers[i])) return $"{name}[{i}] is {NumberText.Short(numbers[i])}";
            }
            return null;
        }
    }
}
