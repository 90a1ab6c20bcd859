namespace MicrogradSharp.Optim.Minimizing;

/// <summary>A function with a gradient, and perhaps Hessian products, of the user's own.</summary>
internal sealed class DelegateObjective(GradientFunction function, HessianProduct? product, int count)
    : NumberedVariables(count), IObjective
{
    public double Evaluate(ReadOnlySpan<double> x, Span<double> gradient)
    {
        gradient.Fill(double.NaN);      // a number that the function forgets to write is then an error, not an old number
        return function(x, gradient);
    }

    public void MultiplyHessian(ReadOnlySpan<double> x, ReadOnlySpan<double> v, Span<double> result) => product!(x, v, result);
}
