using System.Globalization;
using Moons;

namespace MicrogradSharp.Benchmarks.Moons;

/// <summary>The data of the moons demo: its 100 rows, the initial weights of its network, and the loss after 100 steps.</summary>
internal static class MoonsData
{
    public const int Rows = 100;
    public const int Steps = 100;
    public const int Parameters = 337;
    public const double Decay = DemoLoss.Decay;

    private const double LastLoss = 0.0109783701354927;
    private const double LossTolerance = 1e-6;  // the order of additions moves the last digits, and 100 steps amplify them

    /// <summary>The rows as a tape reads them: x0, x1 and the label, row after row.</summary>
    public static double[] RowByRow { get; } = Read("moons.csv", Rows, fields: 3, first: 0, count: 3);

    public static double[] X0 { get; } = Column(0);

    public static double[] X1 { get; } = Column(1);

    /// <summary>The labels, −1 or 1.</summary>
    public static double[] Labels { get; } = Column(2);

    /// <summary>The initial parameters, layer after layer, neuron after neuron, the weights before the bias.</summary>
    public static double[] FirstParameters { get; } = Read("moons_mlp.csv", Parameters, fields: 6, first: 3, count: 1);

    /// <summary>Returns the learning rate of a step, which falls from 1 to 0.1.</summary>
    public static double Rate(int step) => 1 - 0.9 * step / Steps;

    /// <summary>Returns more rows of the same kind: two half circles with noise, as x0, x1 and the label, row after row.</summary>
    public static double[] Generate(int rows)
    {
        var random = new Random(1337);
        var values = new double[rows * 3];
        for (int row = 0; row < rows; row++)
        {
            var (sin, cos) = Math.SinCos(Math.PI * random.NextDouble());
            bool isOuter = row % 2 == 0;
            values[3 * row] = (isOuter ? cos : 1 - cos) + 0.2 * (random.NextDouble() - 0.5);
            values[3 * row + 1] = (isOuter ? sin : 0.5 - sin) + 0.2 * (random.NextDouble() - 0.5);
            values[3 * row + 2] = isOuter ? -1 : 1;
        }
        return values;
    }

    /// <summary>Checks that training ends at the loss of the reference. A time means nothing if the work is wrong.</summary>
    /// <exception cref="InvalidOperationException">The loss differs.</exception>
    public static void CheckLastLoss(string name, double loss)
    {
        if (Math.Abs(loss - LastLoss) <= LossTolerance) return;
        throw new InvalidOperationException(string.Create(
            CultureInfo.InvariantCulture, $"{name}: the loss of the last step must be {LastLoss} within {LossTolerance}, but was {loss}."));
    }

    // Plain loops: `cold` measures the library in a process that has just started, and this reads its data.
    private static double[] Read(string name, int rows, int fields, int first, int count)
    {
        using var stream = typeof(MoonsData).Assembly.GetManifestResourceStream(name)
            ?? throw new InvalidOperationException($"The resource {name} is missing: did samples/Moons/Data exist when this was built?");
        using var reader = new StreamReader(stream);
        reader.ReadLine();
        double[] values = new double[rows * count];
        for (int row = 0; row < rows; row++)
        {
            string[] texts = reader.ReadLine()?.Split(',') ?? [];
            if (texts.Length != fields)
            {
                throw new InvalidDataException($"{name}: row {row + 1} must have {fields} fields, but has {texts.Length}.");
            }
            for (int i = 0; i < count; i++) values[row * count + i] = double.Parse(texts[first + i], CultureInfo.InvariantCulture);
        }
        return values;
    }

    private static double[] Column(int column)
    {
        double[] values = new double[Rows];
        for (int row = 0; row < Rows; row++) values[row] = RowByRow[3 * row + column];
        return values;
    }
}
