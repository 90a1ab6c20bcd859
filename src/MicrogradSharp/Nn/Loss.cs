using System.Runtime.CompilerServices;

namespace MicrogradSharp.Nn;

/// <summary>How far a prediction is from its target, as a node to run backward from; and penalties on parameters.</summary>
/// <remarks>
/// <para>Definitions, means and the gradients at kinks are those of PyTorch. No loss reads data: all record on a <see cref="Tape"/>, where a target
/// may be a column of the row. Gradients flow to targets as they do to predictions.</para>
/// <para>Unless said otherwise, a NaN in a prediction or target gives NaN, and ±∞ follow the rules of IEEE 754 for <see cref="double"/>.</para>
/// </remarks>
/// <example><code>
/// var loss = Loss.Hinge(model.Forward(x0, x1)[0], label) + 1e-4 * Loss.L2(model.Parameters);
/// loss.Backward();
/// </code></example>
public static class Loss
{
    /// <summary>The hinge loss of a support-vector machine, max(0, 1 − target · score).</summary>
    /// <param name="score">The score, any number; its sign is the class.</param>
    /// <param name="target">The class, −1 or 1.</param>
    /// <remarks>The slope by the score is −target below the margin of 1, and 0 at it and beyond. A product of −∞ gives +∞, of +∞ gives 0.</remarks>
    /// <exception cref="InvalidOperationException"><paramref name="score"/> or <paramref name="target"/> is <c>default(Node)</c>.</exception>
    public static Node Hinge(Node score, Node target) => (1 - target * score).ReLU();

    /// <summary>The mean squared error, Σ (predictionᵢ − targetᵢ)² / n.</summary>
    /// <param name="prediction">The n predictions.</param>
    /// <param name="target">Their n targets.</param>
    /// <exception cref="ArgumentException">The lengths differ, or both are empty.</exception>
    /// <exception cref="InvalidOperationException">An element is <c>default(Node)</c>.</exception>
    public static Node MeanSquaredError(ReadOnlySpan<Node> prediction, ReadOnlySpan<Node> target)
    {
        CheckPairs(prediction, target);
        var terms = new Node[prediction.Length];
        for (int i = 0; i < terms.Length; i++) terms[i] = (prediction[i] - target[i]).Pow(2);
        return Node.Mean(terms);
    }

    /// <summary>The mean absolute error, Σ |predictionᵢ − targetᵢ| / n.</summary>
    /// <param name="prediction">The n predictions.</param>
    /// <param name="target">Their n targets.</param>
    /// <remarks>The slope where a prediction is its target is 0.</remarks>
    /// <exception cref="ArgumentException">The lengths differ, or both are empty.</exception>
    /// <exception cref="InvalidOperationException">An element is <c>default(Node)</c>.</exception>
    public static Node MeanAbsoluteError(ReadOnlySpan<Node> prediction, ReadOnlySpan<Node> target)
    {
        CheckPairs(prediction, target);
        var terms = new Node[prediction.Length];
        for (int i = 0; i < terms.Length; i++) terms[i] = (prediction[i] - target[i]).Abs();
        return Node.Mean(terms);
    }

    /// <summary>The mean of Huber's loss of e = predictionᵢ − targetᵢ: e²/2 where |e| ≤ δ, and δ (|e| − δ/2) beyond.</summary>
    /// <param name="prediction">The n predictions.</param>
    /// <param name="target">Their n targets.</param>
    /// <param name="delta">The error δ at which the parabola becomes a line, above 0.</param>
    /// <remarks>
    /// The slope is e held to ±δ. An infinite error gives +∞ with the slope ±δ. Source: Huber, Robust Estimation of a Location Parameter (1964);
    /// with δ = 1 also known as smooth L1.
    /// </remarks>
    /// <exception cref="ArgumentException">The lengths differ, or both are empty.</exception>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="delta"/> is not above 0, or not finite.</exception>
    /// <exception cref="InvalidOperationException">An element is <c>default(Node)</c>.</exception>
    public static Node Huber(ReadOnlySpan<Node> prediction, ReadOnlySpan<Node> target, double delta = 1)
    {
        CheckPairs(prediction, target);
        Guard.FiniteAboveZero(delta);
        Node limit = delta;
        var terms = new Node[prediction.Length];
        for (int i = 0; i < terms.Length; i++)
        {
            var error = (prediction[i] - target[i]).Abs();
            var held = Node.Min(error, limit);
            terms[i] = held * (error - 0.5 * held);     // both cases in one
        }
        return Node.Mean(terms);
    }

    /// <summary>The binary cross entropy of a logit x: softplus(x) − x · target, which is −ln p of the class with p = 1/(1 + e⁻ˣ).</summary>
    /// <param name="logit">The logit x, any number; above 0 speaks for class 1.</param>
    /// <param name="target">The class, 0 or 1, or a probability of class 1 between them.</param>
    /// <remarks>
    /// The slope by the logit is the sigmoid less the target. Stable far out: a logit of ±1000 on the wrong side gives 1000, on the right side 0.
    /// An infinite logit gives NaN, but for −∞ with target 1 (+∞).
    /// </remarks>
    /// <exception cref="InvalidOperationException"><paramref name="logit"/> or <paramref name="target"/> is <c>default(Node)</c>.</exception>
    public static Node BinaryCrossEntropyWithLogits(Node logit, Node target) => logit.Softplus() - logit * target;

    /// <summary>The cross entropy of logits x with a class: ln Σ e^xᵢ − x of the target, which is −ln of its softmax.</summary>
    /// <param name="logits">The logits, one for each class.</param>
    /// <param name="target">The index of the right class. On a tape it is frozen: give a node when it is a column of the row.</param>
    /// <remarks>
    /// The gradient by the logits is their softmax, less 1 at the target. Stable far out: ±1000 neither overflows nor vanishes. The rounding is that
    /// of the logits: 10⁻¹³ where they are near 1000. A logit of +∞ gives NaN gradients, −∞ at the target a loss of +∞.
    /// </remarks>
    /// <exception cref="ArgumentException">There are no logits.</exception>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="target"/> is not the index of a logit.</exception>
    /// <exception cref="InvalidOperationException">A logit is <c>default(Node)</c>.</exception>
    public static Node CrossEntropy(ReadOnlySpan<Node> logits, int target)
    {
        CheckNotEmpty(logits);
        if ((uint)target >= (uint)logits.Length)
        {
            throw new ArgumentOutOfRangeException(nameof(target), $"target must be the index of a logit, 0 to {logits.Length - 1}, but was {target}.");
        }
        return Node.LogSumExp(logits) - logits[target];
    }

    /// <summary>The cross entropy of logits x with a class that is a node, such as a column of a recorded row.</summary>
    /// <param name="logits">The logits, one for each class.</param>
    /// <param name="target">The index of the right class: 0, 1, …. It gets no gradient.</param>
    /// <remarks>
    /// Value and gradients are those for a target that is a number. A target that is not the index of a logit, which a recording cannot see, gives NaN with gradients of 0.
    /// </remarks>
    /// <exception cref="ArgumentException">There are no logits.</exception>
    /// <exception cref="InvalidOperationException">A node is <c>default(Node)</c>.</exception>
    /// <example><code>
    /// var model = new MLP(2, [8, 3]);
    /// var tape = Tape.Record(columns: 3, row => Loss.CrossEntropy(model.Forward(row[..2]), target: row[2]));
    /// </code></example>
    public static Node CrossEntropy(ReadOnlySpan<Node> logits, Node target)
    {
        CheckNotEmpty(logits);
        var isTarget = new Node[logits.Length];
        var chosen = new Node[logits.Length];
        for (int i = 0; i < logits.Length; i++)
        {
            isTarget[i] = Condition.Of(Condition.Equal, target, i);
            chosen[i] = Node.Where(isTarget[i], logits[i], 0);
        }
        return Node.Where(Node.Sum(isTarget), Node.LogSumExp(logits) - Node.Sum(chosen), double.NaN);
    }

    /// <summary>The cross entropy of logits x with a distribution over the classes: Σ targetsᵢ (ln Σ e^xⱼ − xᵢ).</summary>
    /// <param name="logits">The logits, one for each class.</param>
    /// <param name="targets">The probability of each class: 1 for the right one and 0 for the others (one-hot), or any that add up to 1.</param>
    /// <remarks>
    /// The gradient by the logits is their softmax times the sum of the targets, less the targets. Stable far out: ±1000 neither overflows nor vanishes.
    /// A logit of −∞ gives NaN where its target is 0.
    /// </remarks>
    /// <exception cref="ArgumentException">The lengths differ, or both are empty.</exception>
    /// <exception cref="InvalidOperationException">An element is <c>default(Node)</c>.</exception>
    public static Node CrossEntropy(ReadOnlySpan<Node> logits, ReadOnlySpan<Node> targets)
    {
        CheckPairs(logits, targets);
        var normaliser = Node.LogSumExp(logits);
        var surprises = new Node[logits.Length];
        for (int i = 0; i < surprises.Length; i++) surprises[i] = normaliser - logits[i];
        return Node.Dot(targets, surprises);
    }

    /// <summary>The squared Euclidean norm of parameters, Σ pᵢ²: a penalty on large weights, times a small factor of the caller's.</summary>
    /// <param name="parameters">The parameters; none gives 0.</param>
    /// <remarks>The slope is 2 pᵢ.</remarks>
    /// <exception cref="ArgumentNullException"><paramref name="parameters"/> is null.</exception>
    /// <exception cref="InvalidOperationException">A parameter is <c>default(Node)</c>.</exception>
    public static Node L2(IEnumerable<Node> parameters)
    {
        ArgumentNullException.ThrowIfNull(parameters);
        return parameters.Select(parameter => parameter * parameter).Sum();
    }

    /// <summary>The sum of the magnitudes of parameters, Σ |pᵢ|: a penalty that drives weights to 0, times a small factor of the caller's.</summary>
    /// <param name="parameters">The parameters; none gives 0.</param>
    /// <remarks>The slope is the sign of pᵢ, 0 at 0.</remarks>
    /// <exception cref="ArgumentNullException"><paramref name="parameters"/> is null.</exception>
    /// <exception cref="InvalidOperationException">A parameter is <c>default(Node)</c>.</exception>
    public static Node L1(IEnumerable<Node> parameters)
    {
        ArgumentNullException.ThrowIfNull(parameters);
        return parameters.Select(parameter => parameter.Abs()).Sum();
    }

    private static void CheckPairs(
        ReadOnlySpan<Node> first,
        ReadOnlySpan<Node> second,
        [CallerArgumentExpression(nameof(first))] string? firstName = null,
        [CallerArgumentExpression(nameof(second))] string? secondName = null)
    {
        CheckNotEmpty(first, firstName);
        if (first.Length != second.Length)
        {
            throw new ArgumentException($"{secondName} must be as long as {firstName}, {first.Length}, but has {second.Length} elements.", secondName);
        }
    }

    private static void CheckNotEmpty(ReadOnlySpan<Node> nodes, [CallerArgumentExpression(nameof(nodes))] string? name = null)
    {
        if (nodes.IsEmpty) throw new ArgumentException($"{name} must hold at least 1 node, but was empty.", name);
    }
}
