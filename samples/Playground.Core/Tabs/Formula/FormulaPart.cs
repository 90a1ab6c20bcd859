namespace Playground.Tabs.Formula;

/// <summary>A part of a line of numbers, in one colour.</summary>
/// <param name="Role">up for a gradient from above, slope for the slope of an operation, sum for what it gives; or empty.</param>
/// <param name="Text">The text.</param>
public sealed record FormulaPart(string Role, string Text);
