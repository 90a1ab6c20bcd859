namespace Moons;

/// <summary>The loss and the accuracy of the model, both with the same weights.</summary>
/// <param name="Loss">The data loss and the L2 part together: what training minimises.</param>
/// <param name="DataLoss">The mean hinge loss of the rows.</param>
/// <param name="L2">The penalty on the parameters.</param>
/// <param name="Accuracy">The fraction of the rows on the right side of the boundary, from 0 to 1.</param>
internal readonly record struct Evaluation(double Loss, double DataLoss, double L2, double Accuracy);
