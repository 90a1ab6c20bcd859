namespace MicrogradSharp.Diagnostics.Drawings;

/// <summary>A point of a layout; y grows downward.</summary>
internal readonly record struct LayoutPoint(double X, double Y);
