namespace MicrogradSharp.Tests.Fitting.Solving;

/// <summary>The residuals of a row, as nodes.</summary>
internal delegate Node[] Formula(Node[] parameters, ReadOnlySpan<Node> row);
