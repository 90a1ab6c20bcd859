using MicrogradSharp;
using MicrogradSharp.Optim;

namespace Playground.Tabs.BreakIt;

/// <summary>Gradient descent that fits a straight line to four points.</summary>
internal sealed class LineDescent
{
    private const int Steps = 60;

    private static readonly double[] s_xs = [0, 1, 2, 3], s_ys = [1, 3, 5, 7];

    /// <param name="rate">The learning rate.</param>
    /// <param name="isZeroed">Whether the gradients are set to 0 before each step.</param>
    /// <param name="onGradient">Called with each step, when its gradients are there.</param>
    public LineDescent(double rate, bool isZeroed, Action<LineDescent, int>? onGradient = null)
    {
        var descent = new Sgd([W, B], rate);
        for (int step = 0; step < Steps; step++)
        {
            if (isZeroed) descent.ZeroGrad();
            var loss = Loss();
            Losses.Add((step, loss.Data));
            loss.Backward();
            onGradient?.Invoke(this, step);
            descent.Step();
        }
    }

    public Node W { get; } = new(0, "w");

    private Node B { get; } = new(0, "b");

    /// <summary>The loss before each step.</summary>
    public List<(double Step, double Loss)> Losses { get; } = [];

    public double Last => Losses[^1].Loss;

    /// <summary>The loss at w and b.</summary>
    public static Node Loss(Node w, Node b) => Node.Mean([.. s_xs.Zip(s_ys, (x, y) => (w * x + b - y).Pow(2))]);

    public Node Loss() => Loss(W, B);
}
