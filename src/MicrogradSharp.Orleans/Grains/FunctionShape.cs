namespace MicrogradSharp.Orleans.Grains;

/// <summary>The sizes of a function, or why it cannot be recorded.</summary>
[GenerateSerializer]
[Immutable]
internal readonly record struct FunctionShape(
    [property: Id(0)] int Parameters, [property: Id(1)] int Columns, [property: Id(2)] int Outputs, [property: Id(3)] string? Fault = null);
