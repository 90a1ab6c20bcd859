namespace Moons;

/// <summary>Makes two interleaved half circles with noise, by the formula of scikit-learn's make_moons, for data of any size.</summary>
/// <param name="Rows">The number of rows, at least 2; an odd row goes to the inner arc.</param>
/// <param name="Noise">The standard deviation of the noise, 0 or more.</param>
/// <param name="Seed">The seed of the noise.</param>
internal sealed record MoonsGenerator(int Rows, double Noise, int Seed)
{
    public const int DefaultRows = 100;
    public const double DefaultNoise = 0.1;
    public const int DefaultSeed = 1337;

    public LabelledPoints Generate()
    {
        double[] x0 = new double[Rows], x1 = new double[Rows], labels = new double[Rows];
        var random = new Random(Seed);
        int outer = Rows / 2;
        for (int row = 0; row < Rows; row++)
        {
            bool isOuter = row < outer;
            double t = isOuter ? Angle(row, outer) : Angle(row - outer, Rows - outer);
            x0[row] = (isOuter ? Math.Cos(t) : 1 - Math.Cos(t)) + Noise * Normal(random);
            x1[row] = (isOuter ? Math.Sin(t) : 0.5 - Math.Sin(t)) + Noise * Normal(random);
            labels[row] = isOuter ? -1 : 1;
        }
        return new LabelledPoints(x0, x1, labels);
    }

    /// <summary>Evenly spaced from 0 to π, both included.</summary>
    private static double Angle(int i, int count) => count == 1 ? 0 : Math.PI * i / (count - 1);

    /// <summary>A standard normal number by the method of Box and Muller.</summary>
    private static double Normal(Random random) =>
        Math.Sqrt(-2 * Math.Log(1 - random.NextDouble())) * Math.Cos(2 * Math.PI * random.NextDouble());
}
