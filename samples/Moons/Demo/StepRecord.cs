namespace Moons;

/// <summary>One line of the training's history: what the model was worth before the update of a step.</summary>
/// <param name="Step">The step, from 0.</param>
/// <param name="Before">The model before the update.</param>
internal readonly record struct StepRecord(int Step, Evaluation Before);
