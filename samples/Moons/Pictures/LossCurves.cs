namespace Moons;

/// <summary>The losses of a run, as far as it went.</summary>
/// <param name="Unit">What the run counts: step or epoch.</param>
/// <param name="Training">The loss of each, by its number.</param>
/// <param name="Validation">The loss of the rows that were held back; none when all rows are trained on.</param>
internal sealed record LossCurves(string Unit, IReadOnlyList<(int Number, double Loss)> Training, IReadOnlyList<(int Number, double Loss)> Validation);
