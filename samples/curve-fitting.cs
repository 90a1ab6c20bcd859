#:project ../src/MicrogradSharp/MicrogradSharp.csproj

// Fits y = b1 (1 − e^(−b2 x)) to measured data, with the errors of b1 and b2, and compares with the certified answer. Draws the fit.
// The data are NIST's Misra1a, https://www.itl.nist.gov/div898/strd/nls/data/misra1a.shtml. Run it with: dotnet run samples/curve-fitting.cs
using MicrogradSharp;
using MicrogradSharp.Fitting;

double[] xs = [77.6, 114.9, 141.1, 190.8, 239.9, 289, 332.8, 378.4, 434.8, 477.3, 536.8, 593.1, 689.1, 760];
double[] ys = [10.07, 14.73, 17.94, 23.93, 29.61, 35.18, 40.02, 44.82, 50.76, 55.05, 61.01, 66.4, 75.47, 81.78];

// the start: b2 should have the right order of magnitude; b1 may be anything, because the curve is linear in it
Node b1 = new(500, "b1"), b2 = new(0.0001, "b2");
var fit = CurveFit.Run(x => b1 * (1 - (-b2 * x).Exp()), xs, ys, [b1, b2]);
Console.WriteLine(fit);

var (first, second) = (fit.Parameters[0], fit.Parameters[1]);
Console.WriteLine($"b1                      = {first.Estimate:E10}   certified 2.3894212918E+002");
Console.WriteLine($"its standard error      = {first.StandardError:E10}   certified 2.7070075241E+000");
Console.WriteLine($"b2                      = {second.Estimate:E10}   certified 5.5015643181E-004");
Console.WriteLine($"its standard error      = {second.StandardError:E10}   certified 7.2668688436E-006");
Console.WriteLine($"residual sum of squares = {fit.ResidualSumOfSquares:E10}   certified 1.2455138894E-001");

const double New = 450;
var (curveLow, curveHigh) = fit.ConfidenceBand(New);
var (low, high) = fit.PredictionBand(New);
Console.WriteLine($"at x = {New}: y = {fit.Predict(New):F2}, 95 % sure:");
Console.WriteLine($"the curve lies within {curveLow:F2} to {curveHigh:F2}, a new point within {low:F2} to {high:F2}");

const string Picture = "curve-fitting.svg";     // data, curve, band and residuals
File.WriteAllText(Picture, fit.ToSvg());
Console.WriteLine($"wrote {Path.GetFullPath(Picture)}");
