namespace Moons;

/// <summary>What training minimises: the loop stays the same whichever way the loss and its gradients are computed.</summary>
internal interface IObjective
{
    /// <summary>Computes the loss alone.</summary>
    Evaluation Evaluate();

    /// <summary>Computes the loss, and leaves its gradient in the parameters of the model.</summary>
    Evaluation EvaluateWithGradients();
}
