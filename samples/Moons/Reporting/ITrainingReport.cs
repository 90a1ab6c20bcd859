namespace Moons;

/// <summary>Shows the training while it runs, in the way that suits the place where the output goes.</summary>
internal interface ITrainingReport
{
    /// <summary>Takes the steps one by one, and shows them.</summary>
    /// <returns>All steps.</returns>
    IReadOnlyList<StepRecord> Follow(IEnumerable<StepRecord> steps, int count);
}
