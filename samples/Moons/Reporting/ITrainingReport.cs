namespace Moons;

/// <summary>Shows the training while it runs, in the way that suits the place where the output goes.</summary>
internal interface ITrainingReport
{
    /// <summary>Runs a training, and shows what it says of itself.</summary>
    /// <param name="count">The steps or epochs of the whole training.</param>
    /// <param name="train">Trains, and calls after each step or epoch, with its number from 0 and a line about it.</param>
    void Follow(int count, Action<Action<int, string>> train);
}
