using System.Runtime.CompilerServices;

namespace MicrogradSharp.Nn;

/// <summary>
/// Losses, which measure how far a prediction is from its target, and penalties on parameters. Each returns a node to run backward from.
/// </summary>
/// <remarks>
/// <para>Definitions, means and gradients at kinks match PyTorch. No loss reads data, so all of them can be recorded on a
/// <see cref="Tape"/>, where a target may be a column of the row. Gradients flow to targets as well as to predictions.</para>
/// <para>Unless stated otherwise, a NaN in a prediction or target gives NaN, and ±∞ follow the rules of IEEE 754 for
/// <see cref="double"/>.</para>
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
    /// <remarks>
    /// The slope with respect to the score is −target below the margin of 1, and 0 at the margin and beyond. If target · score is −∞, the
    /// loss is +∞. If it is +∞, the loss is 0.
    /// </remarks>
    /// <exception cref="InvalidOperationException">
    /// <paramref name="score"/> or <paramref name="target"/> is <c>default(Node)</c>.
    /// </exception>
    public static Node Hinge(Node score, Node target) => (1 - target * score).ReLU();

    /// <summary>The squared error of one prediction, (prediction − target)².</summary>
    /// <param name="prediction">The prediction.</param>
    /// <param name="target">Its target.</param>
    /// <remarks>The mean over the rows of a tape is the mean squared error of a data set.</remarks>
    /// <exception cref="InvalidOperationException">
    /// <paramref name="prediction"/> or <paramref name="target"/> is <c>default(Node)</c>.
    /// </exception>
    public static Node MeanSquaredError(Node prediction, Node target) => (prediction - target).Pow(2);

    /// <summary>The mean squared error, Σ (predictionᵢ − targetᵢ)² / n.</summary>
    /// <param name="prediction">The n predictions.</param>
    /// <param name="target">Their n targets.</param>
    /// <exception cref="ArgumentException">The lengths differ, or both are empty.</exception>
    /// <exception cref="InvalidOperationException">An element is <c>default(Node)</c>.</exception>
    public static Node MeanSquaredError(ReadOnlySpan<Node> prediction, ReadOnlySpan<Node> target)
    {
        CheckPairs(prediction, target);
        var terms = new Node[prediction.Length];
        for (int i = 0; i < terms.Length; i++) terms[i] = MeanSquaredError(prediction[i], target[i]);
        return Node.Mean(terms);
    }

    /// <summary>The absolute error of one prediction, |prediction − target|.</summary>
    /// <param name="prediction">The prediction.</param>
    /// <param name="target">Its target.</param>
    /// <remarks>The slope is 0 where the prediction equals its target.</remarks>
    /// <exception cref="InvalidOperationException">
    /// <paramref name="prediction"/> or <paramref name="target"/> is <c>default(Node)</c>.
    /// </exception>
    public static Node MeanAbsoluteError(Node prediction, Node target) => (prediction - target).Abs();

    /// <summary>The mean absolute error, Σ |predictionᵢ − targetᵢ| / n.</summary>
    /// <param name="prediction">The n predictions.</param>
    /// <param name="target">Their n targets.</param>
    /// <remarks>The slope is 0 where a prediction equals its target.</remarks>
    /// <exception cref="ArgumentException">The lengths differ, or both are empty.</exception>
    /// <exception cref="InvalidOperationException">An element is <c>default(Node)</c>.</exception>
    public static Node MeanAbsoluteError(ReadOnlySpan<Node> prediction, ReadOnlySpan<Node> target)
    {
        CheckPairs(prediction, target);
        var terms = new Node[prediction.Length];
        for (int i = 0; i < terms.Length; i++) terms[i] = MeanAbsoluteError(prediction[i], target[i]);
        return Node.Mean(terms);
    }

    /// <summary>The Huber loss of the error e = prediction − target: e²/2 where |e| ≤ δ, and δ (|e| − δ/2) beyond.</summary>
    /// <param name="prediction">The prediction.</param>
    /// <param name="target">Its target.</param>
    /// <param name="delta">The error δ at which the parabola becomes a line, above 0.</param>
    /// <remarks>See <see cref="Huber(ReadOnlySpan{Node}, ReadOnlySpan{Node}, double)"/>.</remarks>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="delta"/> is not above 0, or not finite.</exception>
    /// <exception cref="InvalidOperationException">
    /// <paramref name="prediction"/> or <paramref name="target"/> is <c>default(Node)</c>.
    /// </exception>
    public static Node Huber(Node prediction, Node target, double delta = 1)
    {
        Guard.FiniteAboveZero(delta);
        return HuberOfPair(prediction, target, delta);
    }

    /// <summary>The mean Huber loss of the errors e = predictionᵢ − targetᵢ: e²/2 where |e| ≤ δ, and δ (|e| − δ/2) beyond.</summary>
    /// <param name="prediction">The n predictions.</param>
    /// <param name="target">Their n targets.</param>
    /// <param name="delta">The error δ at which the parabola becomes a line, above 0.</param>
    /// <remarks>
    /// The slope with respect to an error is e clamped to ±δ. An infinite error gives +∞ with the slope ±δ. With δ = 1, also known as
    /// smooth L1.
    /// Source: Huber, Robust Estimation of a Location Parameter (1964).
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
        for (int i = 0; i < terms.Length; i++) terms[i] = HuberOfPair(prediction[i], target[i], limit);
        return Node.Mean(terms);
    }

    /// <summary>
    /// The binary cross entropy of a logit x: softplus(x) − x · target, which is −ln p of the class with p = 1/(1 + e⁻ˣ).
    /// </summary>
    /// <param name="logit">The logit x, any number; above 0 means class 1.</param>
    /// <param name="target">The class, 0 or 1, or a probability of class 1 between them.</param>
    /// <remarks>
    /// The slope with respect to the logit is the sigmoid minus the target. Large logits are stable: ±1000 on the wrong side gives 1000,
    /// and on the right side 0. An infinite logit gives NaN, except −∞ with target 1, which gives +∞.
    /// </remarks>
    /// <exception cref="InvalidOperationException">
    /// <paramref name="logit"/> or <paramref name="target"/> is <c>default(Node)</c>.
    /// </exception>
    public static Node BinaryCrossEntropyWithLogits(Node logit, Node target) => logit.Softplus() - logit * target;

    /// <summary>The cross entropy of logits x and a class t: ln Σ e^xᵢ − xₜ, which is −ln of the softmax of the class.</summary>
    /// <param name="logits">The logits, one for each class.</param>
    /// <param name="target">The index of the correct class. A tape freezes it: if it is a column of the row, pass a node instead.</param>
    /// <remarks>
    /// The gradient with respect to the logits is their softmax, minus 1 at the target. Large logits are stable: ±1000 neither overflows
    /// nor vanishes. The rounding error is that of the logits: 10⁻¹³ if they are near 1000. A logit of +∞ gives NaN gradients. A logit of
    /// −∞ at the target gives a loss of +∞.
    /// </remarks>
    /// <exception cref="ArgumentException">There are no logits.</exception>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="target"/> is not the index of a logit.</exception>
    /// <exception cref="InvalidOperationException">A logit is <c>default(Node)</c>.</exception>
    public static Node CrossEntropy(ReadOnlySpan<Node> logits, int target)
    {
        CheckNotEmpty(logits);
        if ((uint)target >= (uint)logits.Length)
        {
            throw new ArgumentOutOfRangeException(
                nameof(target), $"target must be the index of a logit, 0 to {logits.Length - 1}, but was {target}.");
        }
        return Node.LogSumExp(logits) - logits[target];
    }

    /// <summary>The cross entropy of logits x and a class that is a node, such as a column of a recorded row.</summary>
    /// <param name="logits">The logits, one for each class.</param>
    /// <param name="target">The index of the correct class: 0, 1, …. It gets no gradient.</param>
    /// <remarks>
    /// Value and gradients are the same as for an integer target. A recording cannot check the target: if it is not the index of a logit,
    /// the loss is NaN, with gradients of 0.
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
        return Node.From(Rule<IndexedCrossEntropy>.Shared, [target, .. logits]);
    }

    /// <summary>The cross entropy of logits x and a distribution over the classes: Σ targetsᵢ (ln Σ e^xⱼ − xᵢ).</summary>
    /// <param name="logits">The logits, one for each class.</param>
    /// <param name="targets">
    /// The probability of each class: 1 for the correct one and 0 for the others (one-hot), or any numbers that add up to 1.
    /// </param>
    /// <remarks>
    /// The gradient with respect to the logits is their softmax times the sum of the targets, minus the targets. Large logits are stable:
    /// ±1000 neither overflows nor vanishes. A logit of −∞ gives NaN if its target is 0.
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

    /// <summary>The squared Euclidean norm of parameters, Σ pᵢ². Multiply it by a small factor to get a penalty on large weights.</summary>
    /// <param name="parameters">The parameters; none gives 0.</param>
    /// <remarks>The slope is 2 pᵢ.</remarks>
    /// <exception cref="ArgumentNullException"><paramref name="parameters"/> is null.</exception>
    /// <exception cref="InvalidOperationException">A parameter is <c>default(Node)</c>.</exception>
    public static Node L2(IEnumerable<Node> parameters)
    {
        ArgumentNullException.ThrowIfNull(parameters);
        return parameters.Select(parameter => parameter * parameter).Sum();
    }

    /// <summary>
    /// The sum of the magnitudes of parameters, Σ |pᵢ|. Multiply it by a small factor to get a penalty that drives weights to 0.
    /// </summary>
    /// <param name="parameters">The parameters; none gives 0.</param>
    /// <remarks>The slope is the sign of pᵢ, and 0 at 0.</remarks>
    /// <exception cref="ArgumentNullException"><paramref name="parameters"/> is null.</exception>
    /// <exception cref="InvalidOperationException">A parameter is <c>default(Node)</c>.</exception>
    public static Node L1(IEnumerable<Node> parameters)
    {
        ArgumentNullException.ThrowIfNull(parameters);
        return parameters.Select(parameter => parameter.Abs()).Sum();
    }

    private static Node HuberOfPair(Node prediction, Node target, Node limit)
    {
        var error = (prediction - target).Abs();
        var held = Node.Min(error, limit);
        return held * (error - 0.5 * held);     // covers both cases
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
            throw new ArgumentException(
                $"{secondName} must be as long as {firstName}, {first.Length}, but its length is {second.Length}.", secondName);
        }
    }

    private static void CheckNotEmpty(ReadOnlySpan<Node> nodes, [CallerArgumentExpression(nameof(nodes))] string? name = null)
    {
        if (nodes.IsEmpty) throw new ArgumentException($"{name} must hold at least 1 node, but was empty.", name);
    }
}
