namespace Playground.Tabs.Fit;

/// <summary>A point of a fitted curve with its bands of 95 %.</summary>
/// <param name="X">The place.</param>
/// <param name="Y">The curve.</param>
/// <param name="Curve">Within which the true curve lies.</param>
/// <param name="New">Within which a new measurement lies; null if its standard deviation is not known.</param>
public readonly record struct CurvePoint(double X, double Y, (double Low, double High) Curve, (double Low, double High)? New);
