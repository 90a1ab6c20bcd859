using System.Diagnostics.CodeAnalysis;
using System.Globalization;

namespace MicrogradSharp.Nn;

/// <summary>Draws the initial weights of a layer. Biases start at 0.</summary>
/// <remarks>Immutable; the randomness comes from the <see cref="Random"/> that is passed in.</remarks>
public sealed class Initializer
{
    private readonly Func<int, int, Random, double> _draw;

    /// <summary>Creates an initializer for any distribution.</summary>
    /// <param name="name">The name.</param>
    /// <param name="draw">
    /// Draws a weight, given the number of inputs of the layer, the number of its outputs and the source of randomness.
    /// </param>
    /// <exception cref="ArgumentException"><paramref name="name"/> is empty or white space.</exception>
    /// <exception cref="ArgumentNullException"><paramref name="name"/> or <paramref name="draw"/> is null.</exception>
    public Initializer(string name, Func<int, int, Random, double> draw)
    {
        Guard.NotBlank(name);
        ArgumentNullException.ThrowIfNull(draw);
        Name = name;
        _draw = draw;
    }

    /// <summary>Uniform between −1 and 1, as in micrograd. This is the default of neurons, layers and networks of them.</summary>
    public static Initializer Micrograd { get; } = new(nameof(Micrograd), (_, _, random) => Uniform(random, 1));

    /// <summary>Uniform within ±√(6 / (inputs + outputs)), for tanh and sigmoid.</summary>
    /// <remarks>
    /// X. Glorot and Y. Bengio, Understanding the difficulty of training deep feedforward neural networks, AISTATS 2010, equation 16.
    /// </remarks>
    public static Initializer XavierUniform { get; } =
        new("XavierUniform", (inputs, outputs, random) => Uniform(random, Math.Sqrt(6.0 / (inputs + outputs))));

    /// <summary>Normal with a standard deviation of √(2 / (inputs + outputs)), for tanh and sigmoid.</summary>
    /// <remarks>Source: see <see cref="XavierUniform"/>, equation 12.</remarks>
    public static Initializer XavierNormal { get; } =
        new("XavierNormal", (inputs, outputs, random) => random.NextNormal() * Math.Sqrt(2.0 / (inputs + outputs)));

    /// <summary>Uniform within ±√(6 / inputs), for the ReLU family.</summary>
    /// <remarks>K. He, X. Zhang, S. Ren and J. Sun, Delving deep into rectifiers, ICCV 2015, equation 10.</remarks>
    public static Initializer HeUniform { get; } = new("HeUniform", (inputs, _, random) => Uniform(random, Math.Sqrt(6.0 / inputs)));

    /// <summary>Normal with a standard deviation of √(2 / inputs), for the ReLU family.</summary>
    /// <remarks>Source: see <see cref="HeUniform"/>.</remarks>
    public static Initializer HeNormal { get; } = new("HeNormal", (inputs, _, random) => random.NextNormal() * Math.Sqrt(2.0 / inputs));

    /// <summary>
    /// Every initializer above. For other bounds, call <see cref="Uniform(double, double)"/> or <see cref="Normal(double)"/>.
    /// </summary>
    public static IReadOnlyList<Initializer> All => Known.List;

    /// <summary>The name, such as <c>XavierUniform</c>.</summary>
    public string Name { get; }

    /// <summary>Returns the initializer of <see cref="All"/> with this name, ignoring case.</summary>
    /// <param name="name">The name, such as <c>HeNormal</c>.</param>
    /// <exception cref="ArgumentNullException"><paramref name="name"/> is null.</exception>
    /// <exception cref="ArgumentException">No initializer has this name. The message lists the names.</exception>
    public static Initializer FromName(string name)
    {
        ArgumentNullException.ThrowIfNull(name);
        return TryFromName(name, out var initializer)
            ? initializer
            : throw new ArgumentException($"name must be one of {string.Join(", ", All)}, but was '{name}'.", nameof(name));
    }

    /// <summary>Finds the initializer of <see cref="All"/> with this name, ignoring case.</summary>
    /// <param name="name">The name, such as <c>HeNormal</c>. Null is never found.</param>
    /// <param name="initializer">The initializer, or null if it is not found.</param>
    /// <returns>Whether it is found.</returns>
    public static bool TryFromName(string? name, [NotNullWhen(true)] out Initializer? initializer)
    {
        initializer = All.FirstOrDefault(candidate => candidate.Name.Equals(name, StringComparison.OrdinalIgnoreCase));
        return initializer is not null;
    }

    /// <summary>Uniform between two bounds.</summary>
    /// <param name="low">The lower bound, included.</param>
    /// <param name="high">The upper bound, excluded.</param>
    /// <exception cref="ArgumentOutOfRangeException">
    /// A bound or their distance is not finite, or <paramref name="high"/> is below <paramref name="low"/>.
    /// </exception>
    public static Initializer Uniform(double low, double high)
    {
        Guard.Finite(low);
        Guard.Finite(high);
        if (high < low || !double.IsFinite(high - low))
        {
            string rule = high < low ? "at least low" : "a finite distance above low";
            string message = FormattableString.Invariant($"high must be {rule}, {low}, but was {high}.");
            throw new ArgumentOutOfRangeException(nameof(high), message);
        }
        string name = string.Create(CultureInfo.InvariantCulture, $"Uniform({low}, {high})");
        return new Initializer(name, (_, _, random) => low + (high - low) * random.NextDouble());
    }

    /// <summary>Normal around 0.</summary>
    /// <param name="deviation">The standard deviation, 0 or more.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="deviation"/> is negative or not finite.</exception>
    public static Initializer Normal(double deviation)
    {
        Guard.FiniteAtLeastZero(deviation);
        string name = string.Create(CultureInfo.InvariantCulture, $"Normal({deviation})");
        return new Initializer(name, (_, _, random) => deviation * random.NextNormal());
    }

    /// <summary>Draws a weight.</summary>
    /// <param name="inputs">The number of inputs of the layer, at least 1.</param>
    /// <param name="outputs">The number of outputs of the layer, at least 1.</param>
    /// <param name="random">The source of randomness.</param>
    /// <exception cref="ArgumentNullException"><paramref name="random"/> is null.</exception>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="inputs"/> or <paramref name="outputs"/> is less than 1.</exception>
    public double Weight(int inputs, int outputs, Random random)
    {
        Guard.AtLeastOne(inputs);
        Guard.AtLeastOne(outputs);
        ArgumentNullException.ThrowIfNull(random);
        return _draw(inputs, outputs, random);
    }

    /// <summary>The <see cref="Name"/>.</summary>
    public override string ToString() => Name;

    /// <summary>Draws a matrix with a column for each input and a row for each output, row after row.</summary>
    internal Node[][] Matrix(int rows, int columns, Random random)
    {
        var matrix = new Node[rows][];
        for (int i = 0; i < rows; i++)
        {
            matrix[i] = new Node[columns];
            for (int j = 0; j < columns; j++) matrix[i][j] = Weight(columns, rows, random);
        }
        return matrix;
    }

    /// <summary>Draws a number that is uniform within ±bound.</summary>
    internal static double Uniform(Random random, double bound) => bound * (2 * random.NextDouble() - 1);

    // Made when it is asked for, not with the first network.
    private static class Known
    {
        internal static readonly IReadOnlyList<Initializer> List = Array.AsReadOnly<Initializer>(
            [Micrograd, XavierUniform, XavierNormal, HeUniform, HeNormal]);
    }
}
