namespace MicrogradSharp.Tests.Tapes.Source;

/// <summary>A function that was compiled from emitted source.</summary>
/// <param name="Evaluate">Computes the outputs.</param>
/// <param name="Differentiate">Computes the outputs, and the derivatives; null without parameters.</param>
internal sealed record EmittedFunction(EmittedFunction.Values Evaluate, EmittedFunction.ValuesAndDerivatives? Differentiate)
{
    /// <summary>Computes the outputs.</summary>
    public delegate void Values(double[] row, double[] parameters, double[] outputs);

    /// <summary>Computes the outputs, and the derivatives, output after output.</summary>
    public delegate void ValuesAndDerivatives(double[] row, double[] parameters, double[] outputs, double[] derivatives);
}
