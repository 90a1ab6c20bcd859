namespace MicrogradSharp.Tapes.Source;

/// <summary>What a recorded function takes and returns.</summary>
/// <param name="Columns">The number of columns.</param>
/// <param name="Parameters">The label of each parameter; null for none.</param>
/// <param name="Outputs">The number of outputs.</param>
internal sealed record SourceShape(int Columns, IReadOnlyList<string?> Parameters, int Outputs);
